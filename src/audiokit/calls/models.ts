import type { Client } from "@connectrpc/connect";
import type { STT } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import type { TTS } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import type { AudioKitCallOptions } from "../contract/call-options.ts";
import type { ResponseMetadata } from "../contract/response-metadata.ts";
import { unaryTimeoutMs, runCall } from "./run-call.ts";

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
  reply: ResponseMetadata;
}

/** The methods that list models. */
export interface ModelsClient {
  /** Voices; deadline 60 seconds. */
  ttsModels(options?: AudioKitCallOptions): Promise<ModelList<TtsModel>>;
  /** Recognition models; deadline 60 seconds. */
  sttModels(options?: AudioKitCallOptions): Promise<ModelList<SttModel>>;
}

/** Requests the voices. */
export async function ttsModels(tts: Client<typeof TTS>, options: AudioKitCallOptions): Promise<ModelList<TtsModel>> {
  const { response, reply } = await runCall(options, unaryTimeoutMs, (call) => tts.getModelsInfo({}, call));
  const models = response.models.map(({ name, sampleRateHertz, languageCode, type }) => {
    return { name, sampleRateHz: sampleRateHertz, language: languageCode, type };
  });
  return { models: withKeys(models), reply };
}

/** Requests the recognition models. */
export async function sttModels(stt: Client<typeof STT>, options: AudioKitCallOptions): Promise<ModelList<SttModel>> {
  const { response, reply } = await runCall(options, unaryTimeoutMs, (call) => stt.getModelsInfo({}, call));
  const models = response.models.map(({ name, sampleRateHertz, languageCode, dictionaryName }) => {
    return { name, sampleRateHz: sampleRateHertz, language: languageCode, dictionaries: dictionaryName };
  });
  return { models: withKeys(models), reply };
}

/** Gives each model a key made of its contents, and of its count among equal ones, so that order does not matter. */
function withKeys<Model extends object>(models: Model[]): (Model & { key: string })[] {
  const seen = new Map<string, number>();
  return models.map((model) => {
    const contents = JSON.stringify(Object.values(model));
    const count = (seen.get(contents) ?? 0) + 1;
    seen.set(contents, count);
    return { key: `${contents}#${String(count)}`, ...model };
  });
}
