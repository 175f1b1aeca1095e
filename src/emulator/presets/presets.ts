import { fromJson, type JsonValue, type MessageShape } from "@bufbuild/protobuf";
import type { GenMessage } from "@bufbuild/protobuf/codegenv2";
import { Code, ConnectError } from "@connectrpc/connect";
import {
  StreamRecognitionConfigSchema,
  type StreamRecognitionConfig,
} from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import {
  SynthesizeSpeechRequestSchema,
  type SynthesizeSpeechRequest,
} from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";

/** Named, versioned settings of the operator. */
export interface NamedSettings<Settings> {
  name: string;
  /** From 1. */
  version: number;
  settings: Settings;
}

/** The presets of a platform. */
export interface Presets {
  /** A request without its text. */
  tts: NamedSettings<SynthesizeSpeechRequest>[];
  /** File recognition uses the inner configuration alone. */
  stt: NamedSettings<StreamRecognitionConfig>[];
}

/** An invalid preset file; the message has the place and the reason. */
export class PresetError extends Error {
  override readonly name = "PresetError";
}

const builtIn: JsonValue = {
  tts: [
    {
      preset_name: "default",
      preset_version: 1,
      settings: { voice_name: "borisova", language_code: "ru", encoding: "LINEAR_PCM", sample_rate_hertz: 16_000 },
    },
  ],
  stt: [
    {
      preset_name: "default",
      preset_version: 1,
      settings: {
        interim_results: true,
        config: {
          language_code: "en",
          encoding: "LINEAR_PCM",
          sample_rate_hertz: 16_000,
          audio_channel_count: 1,
          enable_word_time_offsets: true,
          punctuation_config: { enable: true },
        },
      },
    },
  ],
};

/** The built-in presets: `default` version 1 of each kind. */
export function builtInPresets(): Presets {
  return parsePresets(builtIn);
}

/**
 * Parses presets from JSON: `{"tts": [...], "stt": [...]}`, either may be missing. Each entry has `preset_name`, `preset_version`
 * and `settings`, which is a SynthesizeSpeechRequest without text, or a StreamRecognitionConfig, in proto JSON.
 *
 * @throws PresetError
 */
export function parsePresets(json: unknown): Presets {
  const file = objectAt("the file", json, ["tts", "stt"]);
  const presets: Presets = {
    tts: listAt("tts", file["tts"], SynthesizeSpeechRequestSchema),
    stt: listAt("stt", file["stt"], StreamRecognitionConfigSchema),
  };
  const speaking = presets.tts.findIndex(({ settings }) => settings.inputSource.case !== undefined);
  if (speaking >= 0) throw new PresetError(`tts[${String(speaking)}].settings: a preset has no text of its own`);
  const silent = presets.stt.findIndex(({ settings }) => !settings.config);
  if (silent >= 0) throw new PresetError(`stt[${String(silent)}].settings.config: is missing`);
  return presets;
}

/** Merges presets; the second set wins where name and version are the same. */
export function joinPresets(first: Presets, second: Presets): Presets {
  return { tts: joinLists(first.tts, second.tts), stt: joinLists(first.stt, second.stt) };
}

/**
 * The settings that a request names.
 *
 * @throws ConnectError INVALID_ARGUMENT when it names none, NOT_FOUND when there are none of this name and version
 */
export function findSettings<Settings>(
  list: readonly NamedSettings<Settings>[],
  wanted: { presetName: string; presetVersion: number } | undefined,
): Settings {
  if (!wanted) throw new ConnectError("preset: is missing", Code.InvalidArgument);
  const { presetName, presetVersion } = wanted;
  const found = list.find(({ name, version }) => name === presetName && version === presetVersion);
  if (found) return found.settings;
  const existing = list.map(({ name, version }) => `${name} ${String(version)}`).join(", ") || "none";
  throw new ConnectError(
    `preset: there is no "${presetName}" of version ${String(presetVersion)}; there are ${existing}`,
    Code.NotFound,
  );
}

function joinLists<Settings>(first: NamedSettings<Settings>[], second: NamedSettings<Settings>[]) {
  const isReplaced = (old: NamedSettings<Settings>) => second.some((each) => isSame(each, old));
  return [...first.filter((old) => !isReplaced(old)), ...second];
}

function isSame(left: NamedSettings<unknown>, right: NamedSettings<unknown>): boolean {
  return left.name === right.name && left.version === right.version;
}

function listAt<Schema extends GenMessage<SynthesizeSpeechRequest> | GenMessage<StreamRecognitionConfig>>(
  kind: string,
  list: unknown,
  schema: Schema,
): NamedSettings<MessageShape<Schema>>[] {
  if (list === undefined) return [];
  if (!Array.isArray(list)) throw new PresetError(`${kind}: must be a list`);
  const presets = list.map((entry: unknown, index) => {
    const where = `${kind}[${String(index)}]`;
    const preset = objectAt(where, entry, ["preset_name", "preset_version", "settings"]);
    const { preset_name: name, preset_version: version, settings } = preset;
    if (typeof name !== "string" || name === "") throw new PresetError(`${where}.preset_name: must be a name`);
    if (typeof version !== "number" || !Number.isInteger(version) || version < 1) {
      throw new PresetError(`${where}.preset_version: must be a whole number from 1, got ${JSON.stringify(version)}`);
    }
    return { name, version, settings: messageAt(`${where}.settings`, settings, schema) };
  });
  const twice = presets.find((preset, index) => presets.findIndex((each) => isSame(each, preset)) < index);
  if (twice) throw new PresetError(`${kind}: "${twice.name}" version ${String(twice.version)} stands there twice`);
  return presets;
}

function messageAt<Schema extends GenMessage<SynthesizeSpeechRequest> | GenMessage<StreamRecognitionConfig>>(
  where: string,
  json: unknown,
  schema: Schema,
): MessageShape<Schema> {
  try {
    return fromJson(schema, json as JsonValue);
  } catch (error) {
    throw new PresetError(`${where}: ${(error as Error).message}`, { cause: error });
  }
}

function objectAt(where: string, json: unknown, names: readonly string[]): Record<string, unknown> {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new PresetError(`${where}: must be an object with ${names.join(", ")}`);
  }
  const unknown = Object.keys(json).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new PresetError(`${where}: ${unknown} is none of ${names.join(", ")}`);
  return json as Record<string, unknown>;
}
