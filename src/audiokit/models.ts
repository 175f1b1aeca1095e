import type { Reply } from "./reply.ts";

/** One entry of the platform's list of voices. Names may be empty or repeat; `key` does neither. */
export interface TtsModel {
  /** Stable over reloads of an unchanged list, unique in it. */
  key: string;
  /** Voice alias; empty for the cloning engine. */
  name: string;
  sampleRateHz: number;
  /** Often empty. */
  language: string;
  /** `high_quality`, `cloning`, ... */
  type: string;
}

/** One entry of the platform's list of recognition models. */
export interface SttModel {
  /** Stable over reloads of an unchanged list, unique in it. */
  key: string;
  name: string;
  sampleRateHz: number;
  /** May be empty. */
  language: string;
  /** Names for `contextDictionary`. */
  dictionaries: string[];
}

/** A model list in the platform's order, which means nothing. */
export interface ModelList<Model> {
  models: Model[];
  reply: Reply;
}
