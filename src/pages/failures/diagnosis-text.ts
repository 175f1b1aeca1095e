import type { Confidence, Evidence } from "../../diagnosis/evidence.ts";
import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";

const en = {
  confidence: { certain: "Cause", likely: "Most likely cause", possible: "Possible cause" } satisfies Record<
    Confidence,
    string
  >,
  looking: "Looking for the cause…",
  evidence: "Evidence",
  supports: "Supports",
  contradicts: "Contradicts",
  sources: {
    event: "Log",
    probe: "Platform probe",
    audio: "Audio",
    browser: "Browser",
  } satisfies Record<Evidence["source"]["kind"], string>,
  check: "Check connection",
};

const ru = {
  confidence: { certain: "Причина", likely: "Вероятная причина", possible: "Возможная причина" },
  looking: "Выясняем причину…",
  evidence: "На чём основан вывод",
  supports: "За",
  contradicts: "Против",
  sources: { event: "Журнал", probe: "Проверка платформы", audio: "Звук", browser: "Браузер" },
  check: "Проверить соединение",
} satisfies typeof en;

/** What stands around a diagnosis. */
export const diagnosisText: Dictionary<typeof en> = { en, ru };
