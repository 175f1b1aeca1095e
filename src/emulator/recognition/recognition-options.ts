import type { WavCoding, WavFormat } from "../../audio/wav.ts";
import {
  AudioEncoding,
  RecognitionConfig_VoiceActivityMarkEventsMode as MarksMode,
  type RecognitionConfig,
} from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { chooseEngine, type Choice } from "./choose-engine.ts";
import { invalidArgument } from "../invalid-argument.ts";
import type { RecognitionEngine } from "./recognition-engine.ts";
import type { SegmentRules } from "./segments.ts";
import { readVoiceActivity, type CallKind, type VoiceActivityPlan } from "./voice-activity-options.ts";

/** The validated configuration of a call: everything in it is honoured. */
export interface RecognitionPlan extends Choice {
  format: WavFormat;
  /** Whether to recognise each channel separately. */
  splitByChannel: boolean;
  rules: SegmentRules;
  phrases: VoiceActivityPlan["phrases"];
  wordTimes: boolean;
  punctuation: boolean;
  /** Voice activity marks: none, with the text, or on their own as soon as they are known. */
  marks: "none" | "with-text" | "at-once";
  /** Requested options that no engine here has, by their names in the contract. */
  ignored: string[];
}

const minRateHz = 8000;
const maxRateHz = 48_000;
const maxChannels = 8;
/** Longest phrase: longer ones delay the first words and slow the engine down. */
const maxPhraseSeconds = 15;

/**
 * Reads the configuration of a recognition call; the table in the emulator's README has the treatment of each field.
 *
 * @throws ConnectError naming the field: INVALID_ARGUMENT for a bad value, FAILED_PRECONDITION for a language without engine
 */
export function readRecognitionConfig(
  config: RecognitionConfig,
  call: CallKind,
  engines: readonly RecognitionEngine[],
): RecognitionPlan {
  const format = readFormat(config);
  const choice = chooseEngine(engines, config.model, config.languageCode);
  refuseDictionaries(config);
  const { rules, phrases, ignored } = readVoiceActivity(config.vaConfig, call);
  const isOne = phrases === "one";
  const maxPhraseMs = 1000 * Math.min(isOne ? Infinity : maxPhraseSeconds, choice.engine.maxSeconds);
  const marks = readMarks(config, call);
  if (marks !== "none" && isOne) ignored.push("va_response_mode");
  return {
    ...choice,
    format,
    splitByChannel: call === "file" && config.splitByChannel,
    rules: { ...rules, maxPhraseMs },
    phrases,
    wordTimes: config.enableWordTimeOffsets,
    punctuation: config.punctuationConfig?.enable ?? false,
    marks: isOne ? "none" : marks,
    ignored: [...ignored, ...beyondEngines(config, call)],
  };
}

const codings = new Map<number, WavCoding>([
  [AudioEncoding.LINEAR_PCM, "pcm16"],
  [AudioEncoding.MULAW, "mulaw"],
  [AudioEncoding.ALAW, "alaw"],
]);

function readFormat(config: RecognitionConfig): WavFormat {
  const { encoding, sampleRateHertz, audioChannelCount } = config;
  const coding = codings.get(encoding);
  if (coding === undefined) {
    const name = Object.entries(AudioEncoding).find(([, value]) => value === encoding)?.[0] ?? String(encoding);
    throw invalidArgument("encoding", `${name} is not supported; LINEAR_PCM, MULAW and ALAW are`);
  }
  if (sampleRateHertz < minRateHz || sampleRateHertz > maxRateHz) {
    const range = `${String(minRateHz)} to ${String(maxRateHz)}`;
    throw invalidArgument("sample_rate_hertz", `must be ${range}, got ${String(sampleRateHertz)}`);
  }
  if (audioChannelCount > maxChannels) {
    throw invalidArgument(
      "audio_channel_count",
      `must be 1 to ${String(maxChannels)}, got ${String(audioChannelCount)}`,
    );
  }
  return { coding, sampleRateHz: sampleRateHertz, channelCount: audioChannelCount || 1 };
}

function readMarks(config: RecognitionConfig, call: CallKind): RecognitionPlan["marks"] {
  switch (config.vaResponseMode) {
    case MarksMode.VA_DISABLE:
      return "none";
    case MarksMode.VA_ENABLE:
      return "with-text";
    case MarksMode.VA_ENABLE_ASYNC:
      return call === "file" ? "with-text" : "at-once";
    default:
      throw invalidArgument("va_response_mode", `${String(config.vaResponseMode)} is not a mode; 0, 1 and 2 are`);
  }
}

/** No model here has dictionaries, so a named one cannot exist. Clients send both messages empty when they want none. */
function refuseDictionaries(config: RecognitionConfig): void {
  const context = config.contextDictionary?.dictionaryName ?? "";
  if (context !== "") {
    throw invalidArgument(
      "context_dictionary.dictionary_name",
      `"${context}" does not exist; no model here has dictionaries`,
    );
  }
  const substitution = config.substitutionDictionaryConfig?.dictionary;
  if (substitution?.case === "dictionaryName" && substitution.value !== "") {
    const problem = `"${substitution.value}" does not exist; no model here has dictionaries`;
    throw invalidArgument("substitution_dictionary_config.dictionary_name", problem);
  }
}

/** Requested options that no engine here has. */
function beyondEngines(config: RecognitionConfig, call: CallKind): string[] {
  const substitution = config.substitutionDictionaryConfig?.dictionary;
  const asked: [name: string, isAsked: boolean | undefined][] = [
    ["split_by_channel", call === "stream" && config.splitByChannel],
    ["genderage_config", config.genderageConfig?.enable],
    ["antispoofing_config", config.antispoofingConfig?.enable],
    ["denormalization_config", config.denormalizationConfig?.enable],
    ["speaker_labeling_config", config.speakerLabelingConfig?.enable],
    [
      "substitution_dictionary_config.dictionary_data",
      substitution?.case === "dictionaryData" && substitution.value !== "",
    ],
  ];
  return asked.filter(([, isAsked]) => isAsked === true).map(([name]) => name);
}
