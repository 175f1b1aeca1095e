import type { SttModel, TtsModel } from "../../audiokit/calls/models.ts";

/** What the table of models can be narrowed to. */
export const kindsOfModels = ["all", "tts", "asr", "cloning"] as const;
export type ShownModels = (typeof kindsOfModels)[number];

/** Lists that are younger are shown as they are; older ones are loaded again. */
export const freshForMs = 600_000;

/** A model as a row of the table. */
export interface ModelRow {
  /** Unique over both lists. */
  key: string;
  kind: "tts" | "asr" | "cloning";
  /** May be empty, and may repeat. */
  name: string;
  sampleRateHz: number;
  /** BCP 47, often empty. */
  language: string;
  /** Of a voice; empty for a recognition model. */
  type: string;
  /** Of a recognition model. */
  dictionaries: string[];
}

/** All models, by kind and name, as the platform's own order means nothing. */
export function modelRows(tts: TtsModel[] = [], asr: SttModel[] = []): ModelRow[] {
  const voices = tts.map((model): ModelRow => {
    const kind = model.type === "cloning" ? "cloning" : "tts";
    return { ...model, key: `tts ${model.key}`, kind, dictionaries: [] };
  });
  const recognizers = asr.map((model): ModelRow => ({ ...model, key: `asr ${model.key}`, kind: "asr", type: "" }));
  const rank = (row: ModelRow) => kindsOfModels.indexOf(row.kind);
  return [...voices, ...recognizers].sort(
    (a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name) || a.sampleRateHz - b.sampleRateHz,
  );
}
