import { create } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { englishConfig, type ConfigInit } from "../../../test/support/stt-client.ts";
import { createCommandEngine } from "../../companion/engines/asr-command.ts";
import { createMoonshineEngine } from "../../companion/engines/moonshine/moonshine.ts";
import {
  AudioEncoding,
  RecognitionConfig_VoiceActivityMarkEventsMode as MarksMode,
  RecognitionConfigSchema,
  VADOptions_VoiceActivityDetectionMode as Mode,
  VoiceActivityConfig_VoiceActivityDetectionAlgorithmUsage as Usage,
} from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import type { RecognitionEngine } from "./recognition-engine.ts";
import { readRecognitionConfig } from "./recognition-options.ts";
import type { CallKind } from "./voice-activity-options.ts";

// Neither engine starts before it is asked to hear something.
const english = createMoonshineEngine();
const russian = createCommandEngine({ model: "command-ru", language: "ru", command: "cat" });

const plan = (change: ConfigInit, call: CallKind = "file", engines: RecognitionEngine[] = [english]) =>
  readRecognitionConfig(create(RecognitionConfigSchema, englishConfig(change)), call, engines);

function refusal(change: ConfigInit, engines: RecognitionEngine[] = [english]): ConnectError {
  try {
    plan(change, "file", engines);
  } catch (error) {
    if (error instanceof ConnectError) return error;
  }
  throw new Error("it was not refused");
}

describe("readRecognitionConfig", () => {
  it.each<[field: string, change: ConfigInit, problem: string]>([
    ["encoding", { encoding: AudioEncoding.FLAC }, "FLAC is not supported"],
    ["encoding", { encoding: AudioEncoding.ENCODING_UNSPECIFIED }, "ENCODING_UNSPECIFIED is not supported"],
    ["encoding", { encoding: 7 as AudioEncoding }, "7 is not supported"],
    ["sample_rate_hertz", { sampleRateHertz: 0 }, "must be 8000 to 48000, got 0"],
    ["sample_rate_hertz", { sampleRateHertz: 7999 }, "got 7999"],
    ["sample_rate_hertz", { sampleRateHertz: 48_001 }, "got 48001"],
    ["audio_channel_count", { audioChannelCount: 9 }, "must be 1 to 8, got 9"],
    ["model", { model: "e2e-v3", languageCode: "ru" }, "existing models: moonshine-tiny-en (en)"],
    ["language_code", { languageCode: "" }, "or model must be named"],
    ["va_response_mode", { vaResponseMode: 3 as MarksMode }, "3 is not a mode"],
    ["va_config.usage", { vaConfig: { usage: 9 as Usage } }, "9 is not an algorithm"],
    ["va_config.vad_options.threshold", vad({ threshold: 1 }), "got 1"],
    ["va_config.vad_options.threshold", vad({ threshold: NaN }), "got NaN"],
    ["va_config.vad_options.speech_pad_ms", vad({ speechPadMs: -6000 }), "got -6000"],
    ["va_config.vad_options.mode", vad({ mode: 3 as Mode }), "3 is not a mode"],
    ["va_config.vad_v2_options.min_silence_ms", vadV2({ minSilenceMs: -1 }), "got -1"],
    ["va_config.vad_v2_options.beginning_threshold", vadV2({ beginningThreshold: -0.5 }), "got -0.5"],
    [
      "context_dictionary.dictionary_name",
      { contextDictionary: { dictionaryName: "drugs" } },
      '"drugs" does not exist',
    ],
    [
      "substitution_dictionary_config.dictionary_name",
      { substitutionDictionaryConfig: { dictionary: { case: "dictionaryName", value: "d" } } },
      '"d" does not exist',
    ],
  ])("refuses a bad %s by its name", (field, change, problem) => {
    const error = refusal(change);
    expect(error.code).toBe(Code.InvalidArgument);
    expect(error.rawMessage.startsWith(`${field}: `)).toBe(true);
    expect(error.rawMessage).toContain(problem);
  });

  it.each([[[]], [[english]]])("names a language without an engine and says how to add one", (engines) => {
    const error = refusal({ languageCode: "ru-RU" }, engines);
    expect(error.code).toBe(Code.FailedPrecondition);
    expect(error.rawMessage).toContain('no engine recognises "ru-RU"');
    expect(error.rawMessage).toContain("--asr-command LANGUAGE=COMMAND");
  });

  it("chooses by language when no model is named, whatever the region", () => {
    expect(plan({ languageCode: "ru" }, "file", [english, russian]).engine).toBe(russian);
    expect(plan({ languageCode: "EN-gb" }, "file", [russian, english]).engine).toBe(english);
  });

  it("lets a named model decide and says when the language is another", () => {
    const named = plan({ model: "moonshine-tiny-en", languageCode: "ru" }, "file", [russian, english]);
    expect(named.engine).toBe(english);
    expect(named.mismatch).toContain('recognises "en", language_code "ru" had no effect');
    expect(plan({ model: "moonshine-tiny-en", languageCode: "en-US" }).mismatch).toBeUndefined();
    expect(plan({ model: "moonshine-tiny-en", languageCode: "" }).mismatch).toBeUndefined();
  });

  it("names everything it is asked for and cannot do", () => {
    const change: ConfigInit = {
      genderageConfig: { enable: true },
      antispoofingConfig: { enable: true },
      denormalizationConfig: { enable: true },
      speakerLabelingConfig: { enable: true },
      substitutionDictionaryConfig: { dictionary: { case: "dictionaryData", value: "a=b" } },
      splitByChannel: true,
    };
    const names = [
      "genderage_config",
      "antispoofing_config",
      "denormalization_config",
      "speaker_labeling_config",
      "substitution_dictionary_config.dictionary_data",
    ];
    expect(plan(change, "file").ignored).toEqual(names);
    expect(plan(change, "stream").ignored).toEqual(["split_by_channel", ...names]);
  });

  it("ignores nothing in the empty messages that the official client sends", () => {
    const change: ConfigInit = {
      genderageConfig: {},
      antispoofingConfig: { falseRateType: { case: "FAR", value: 0.01 } },
      denormalizationConfig: {},
      speakerLabelingConfig: {},
      contextDictionary: {},
      substitutionDictionaryConfig: {},
      ...vad({ threshold: 0.1, speechPadMs: 300, minSilenceMs: 500, minSpeechMs: 250 }),
    };
    expect(plan(change).ignored).toEqual([]);
  });

  it("follows the options of USE_VAD", () => {
    const change = vad({
      threshold: 0.9,
      speechPadMs: -90,
      minSilenceMs: 400,
      minSpeechMs: 60,
      mode: Mode.SPLIT_BY_PAUSES,
    });
    const asked = { mode: 3, padMs: -90, minSilenceMs: 400, minSpeechMs: 60, maxPhraseMs: 15_000 };
    expect(plan(change, "file")).toMatchObject({ rules: asked, phrases: "no-gaps", ignored: [] });
    // The contract gives the pad and the shortest speech to files only.
    const live = { ...asked, padMs: 500, minSpeechMs: 250 };
    expect(plan(change, "stream")).toMatchObject({ rules: live, phrases: "no-gaps", ignored: [] });
  });

  it("pads no more than the engine can bear, and says so", () => {
    const change = vad({ speechPadMs: 900 });
    expect(plan(change)).toMatchObject({ rules: { padMs: 500 }, ignored: ["va_config.vad_options.speech_pad_ms"] });
  });

  it.each([
    [0, 2],
    [0.1, 0],
    [0.3, 1],
    [0.5, 2],
    [0.9, 3],
  ])("takes threshold %d for mode %d of the detector", (threshold, mode) => {
    expect(plan(vad({ threshold })).rules.mode).toBe(mode);
  });

  it("has one phrase without voice activity, and then no marks", () => {
    const change: ConfigInit = {
      vaConfig: { usage: Usage.DO_NOT_PERFORM_VOICE_ACTIVITY },
      vaResponseMode: MarksMode.VA_ENABLE,
    };
    expect(plan(change)).toMatchObject({
      rules: { maxPhraseMs: 25_000 },
      marks: "none",
      ignored: ["va_response_mode"],
    });
  });

  it.each<[ConfigInit["vaConfig"], string[]]>([
    [{ usage: 2 as Usage }, ["va_config.usage"]],
    [{ usage: Usage.USE_TARGET_SPEECH_VAD }, ["va_config.usage"]],
    [
      { usage: Usage.USE_ENHANCED_VAD, algoOptions: { case: "enhancedVadOptions", value: { beginningWindowMs: 360 } } },
      ["va_config.usage", "va_config.enhanced_vad_options"],
    ],
    [{ algoOptions: { case: "vadV2Options", value: {} } }, ["va_config.vad_v2_options"]],
    [
      {
        usage: Usage.USE_VAD_V2,
        algoOptions: { case: "vadV2Options", value: { minSilenceMs: 700, endingThreshold: 0.2 } },
      },
      ["va_config.usage", "va_config.vad_v2_options.ending_threshold"],
    ],
  ])("uses its one detector for other algorithms and says so: %j", (vaConfig, ignored) => {
    expect(plan({ vaConfig })).toMatchObject({ ignored, rules: { mode: 2 } });
  });

  it("gives marks at once in streams only", () => {
    const change = { vaResponseMode: MarksMode.VA_ENABLE_ASYNC };
    expect([plan(change, "file").marks, plan(change, "stream").marks]).toEqual(["with-text", "at-once"]);
  });
});

function vad(
  value: Partial<{ threshold: number; speechPadMs: number; minSilenceMs: number; minSpeechMs: number; mode: Mode }>,
): ConfigInit {
  return { vaConfig: { usage: Usage.USE_VAD, algoOptions: { case: "vadOptions", value } } };
}

function vadV2(value: Partial<{ minSilenceMs: number; beginningThreshold: number }>): ConfigInit {
  return { vaConfig: { usage: Usage.USE_VAD_V2, algoOptions: { case: "vadV2Options", value } } };
}
