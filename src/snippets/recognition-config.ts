import type { WavCoding, WavFormat } from "../audio/wav.ts";
import {
  AudioEncodingSchema,
  RecognitionConfig_VoiceActivityMarkEventsModeSchema as MarkModeSchema,
  VoiceActivityConfig_VoiceActivityDetectionAlgorithmUsageSchema as UsageSchema,
} from "../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import type { UnknownPart } from "./logged-call.ts";
import {
  enumOf,
  fieldsOf,
  given,
  numberOf,
  textOf,
  wholeOf,
  type LoggedFields,
  type RequestJson,
} from "./logged-fields.ts";

const wavCodings: readonly WavCoding[] = ["pcm16", "mulaw", "alaw"];
const encodingNames: Record<WavCoding, string> = { pcm16: "LINEAR_PCM", mulaw: "MULAW", alaw: "ALAW" };

/** The format of the samples that a recognition sent; what a log does not say is 16 kHz, mono, 16 bit. */
export function sentFormat(fields: LoggedFields): WavFormat {
  return {
    coding: wavCodings.find((coding) => encodingNames[coding] === fields["encoding"]) ?? "pcm16",
    sampleRateHz: wholeOf(fields["sample_rate"]) || 16_000,
    channelCount: wholeOf(fields["channels"]) || 1,
  };
}

/** What a message says of its samples. */
export function formatJson({ coding, sampleRateHz, channelCount }: WavFormat): RequestJson {
  return { encoding: encodingNames[coding], sample_rate_hertz: sampleRateHz, audio_channel_count: channelCount };
}

/** How a recognition was configured, and what of it is not in the log. */
export function recognitionConfig(
  fields: LoggedFields,
  format: WavFormat,
): { config: RequestJson; unknown: UnknownPart[] } {
  const unknown: UnknownPart[] = [];
  const model = textOf(fields["model"]);
  const config = given({
    ...formatJson(format),
    encoding: enumOf(AudioEncodingSchema, fields["encoding"]) ?? encodingNames[format.coding],
    language_code: textOf(fields["language"]),
    split_by_channel: flagOf(fields["split_by_channel"]),
    model: model === "default" ? undefined : model,
    enable_word_time_offsets: flagOf(fields["word_time_offsets"]),
    va_config: voiceActivity(fields),
    va_response_mode: enumOf(MarkModeSchema, fields["va_marks"]),
    punctuation_config: switchOf(fields["punctuation"]),
    denormalization_config: switchOf(fields["denormalization"]),
    genderage_config: switchOf(fields["gender_age"]),
    speaker_labeling_config: speakersOf(fields),
    antispoofing_config: antispoofingOf(fields),
    context_dictionary: contextOf(fields),
    substitution_dictionary_config: substitutionOf(fields, unknown),
  });
  return { config, unknown };
}

const flagOf = (value: unknown): true | undefined => (value === true ? true : undefined);
const switchOf = (value: unknown): RequestJson | undefined =>
  typeof value === "boolean" ? { enable: value } : undefined;

/** The member of the options that belongs to an algorithm. */
const optionsNames: Record<string, string> = {
  USE_VAD: "vad_options",
  USE_ENHANCED_VAD: "enhanced_vad_options",
  USE_TARGET_SPEECH_VAD: "target_speech_vad_options",
  USE_VAD_V2: "vad_v2_options",
};

const optionsFields: Record<string, readonly string[]> = {
  vad_options: ["threshold", "speech_pad_ms", "min_silence_ms", "min_speech_ms", "mode"],
  vad_v2_options: ["beginning_threshold", "min_silence_ms", "ending_threshold"],
};
const windowFields = ["beginning_window_ms", "beginning_threshold", "ending_window_ms", "ending_threshold"];

function voiceActivity(fields: LoggedFields): RequestJson | undefined {
  const usage = enumOf(UsageSchema, fields["va_algorithm"]);
  if (usage === undefined) return undefined;
  const [name, logged] = [optionsNames[usage], fieldsOf(fields["va_options"])];
  const known = name === undefined ? [] : (optionsFields[name] ?? windowFields);
  const options = given(Object.fromEntries(known.map((field) => [field, optionOf(field, logged[field])])));
  return { usage, ...(name !== undefined && Object.keys(options).length > 0 && { [name]: options }) };
}

const optionOf = (field: string, value: unknown) => (field.endsWith("threshold") ? numberOf(value) : wholeOf(value));

function speakersOf(fields: LoggedFields): RequestJson | undefined {
  if (fields["speaker_labeling"] !== true) return undefined;
  return given({
    enable: true,
    max_speakers: wholeOf(fields["max_speakers"]),
    num_speakers: wholeOf(fields["num_speakers"]),
  });
}

function antispoofingOf(fields: LoggedFields): RequestJson | undefined {
  if (fields["antispoofing"] !== true) return undefined;
  const [far, frr] = [numberOf(fields["far"]), numberOf(fields["frr"])];
  return given({ enable: true, FAR: far, FRR: far === undefined ? frr : undefined });
}

function contextOf(fields: LoggedFields): RequestJson | undefined {
  const name = textOf(fields["context_dictionary"]);
  if (name === undefined) return undefined;
  return given({ dictionary_name: name, weight: numberOf(fields["context_dictionary_weight"]) || undefined });
}

function substitutionOf(fields: LoggedFields, unknown: UnknownPart[]): RequestJson | undefined {
  const name = textOf(fields["substitution_dictionary"]);
  if (name !== undefined) return { dictionary_name: name };
  const characters = wholeOf(fields["substitution_data_length"]);
  if (characters !== undefined && characters > 0) unknown.push({ part: "substitution", characters });
  return undefined;
}
