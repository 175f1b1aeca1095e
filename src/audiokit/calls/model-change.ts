import type { SttModel, TtsModel } from "./models.ts";

/** Which list of models. */
export type ModelKind = "tts" | "asr" | "cloning";

/** The platform's two lists; one that never came is undefined. */
export interface ModelLists {
  /** Voices, the engines of cloning among them. */
  tts?: TtsModel[] | undefined;
  asr?: SttModel[] | undefined;
}

/** A model that appeared or vanished. */
export interface ModelDifference {
  kind: ModelKind;
  name: string;
  sampleRateHz: number;
  language: string;
}

/** What differs between two answers of a platform. */
export interface ModelChange {
  appeared: ModelDifference[];
  vanished: ModelDifference[];
}

/** The models of one kind; undefined when their list never came. Engines of cloning stand in the list of voices. */
export function modelsOf(lists: ModelLists, kind: "asr"): SttModel[] | undefined;
export function modelsOf(lists: ModelLists, kind: "tts" | "cloning"): TtsModel[] | undefined;
export function modelsOf(lists: ModelLists, kind: ModelKind): (TtsModel | SttModel)[] | undefined;
export function modelsOf({ tts, asr }: ModelLists, kind: ModelKind): (TtsModel | SttModel)[] | undefined {
  return kind === "asr" ? asr : tts?.filter(({ type }) => (type === "cloning") === (kind === "cloning"));
}

/** What differs, order aside; undefined when nothing does. A list that comes for the first time is no change. */
export function changeBetween(before: ModelLists, now: ModelLists): ModelChange | undefined {
  const change: ModelChange = { appeared: [], vanished: [] };
  for (const kind of ["tts", "asr", "cloning"] as const) {
    const [old, fresh] = [modelsOf(before, kind), modelsOf(now, kind)];
    if (!old || !fresh) continue;
    change.appeared.push(...missingFrom(old, fresh, kind));
    change.vanished.push(...missingFrom(fresh, old, kind));
  }
  return change.appeared.length + change.vanished.length > 0 ? change : undefined;
}

function missingFrom(
  known: (TtsModel | SttModel)[],
  models: (TtsModel | SttModel)[],
  kind: ModelKind,
): ModelDifference[] {
  const keys = new Set(known.map(({ key }) => key));
  return models
    .filter(({ key }) => !keys.has(key))
    .map(({ name, sampleRateHz, language }) => ({ kind, name, sampleRateHz, language }));
}
