import type { AudioMetrics } from "../../../audio/audio-metrics.ts";
import { isCancelled, isClipped, isNarrow, isSilent } from "../../../audio/audio-problems.ts";
import type { CauseText } from "../../../diagnosis/rule.ts";
import { channelsCancel } from "../../../diagnosis/rules/audio/channels-cancel.ts";
import { clippedAudio } from "../../../diagnosis/rules/audio/clipped-audio.ts";
import { narrowAudio } from "../../../diagnosis/rules/audio/narrow-audio.ts";
import { silentAudio } from "../../../diagnosis/rules/audio/silent-audio.ts";
import type { Language } from "../../../kit/i18n/language.ts";

/** What a person should know of a recording before it is sent, in the words that a failure would have. */
export function soundWarnings(metrics: AudioMetrics | undefined, language: Language): CauseText[] {
  if (!metrics) return [];
  const rules = [
    isCancelled(metrics) ? channelsCancel : isSilent(metrics) && silentAudio,
    isNarrow(metrics) && narrowAudio,
    isClipped(metrics) && clippedAudio,
  ];
  return rules.filter((rule) => rule !== false).map(({ words }) => words[language]);
}
