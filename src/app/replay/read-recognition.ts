import type { PhraseSplitter, SplitterOptions } from "../../audiokit/calls/phrase-splitter.ts";
import type { RecognitionRequest, VaMarkMode } from "../../audiokit/calls/recognition-request.ts";
import type { WavCoding } from "../../audio/wav.ts";
import type { LoggedFields } from "./logged-fields.ts";

/** Codings as the log names them. */
export const loggedCodings: Record<string, WavCoding> = { LINEAR_PCM: "pcm16", MULAW: "mulaw", ALAW: "alaw" };

const splitters: Record<string, PhraseSplitter> = {
  USE_VAD: "vad",
  DO_NOT_PERFORM_VOICE_ACTIVITY: "none",
  USE_ENHANCED_VAD: "enhanced-vad",
  USE_TARGET_SPEECH_VAD: "target-speech-vad",
  USE_VAD_V2: "vad-v2",
};
const markModes: Record<string, VaMarkMode> = {
  VA_DISABLE: "off",
  VA_ENABLE: "with-text",
  VA_ENABLE_ASYNC: "as-soon-as-known",
};

/** Reads what a recognition requested, without its sound. @param substitution the contents of its dictionary, where it sent them */
export function readRecognition(
  fields: LoggedFields,
  substitution: string | undefined,
): Omit<RecognitionRequest, "audio"> {
  const model = fields.text("model") ?? "";
  const dictionary = fields.text("context_dictionary");
  const substituted = fields.text("substitution_dictionary");
  const vaOptions = fields.record("va_options");
  return {
    coding: fields.choice("encoding", loggedCodings) ?? "pcm16",
    sampleRateHz: fields.number("sample_rate") ?? 16_000,
    channelCount: fields.number("channels") ?? 1,
    language: fields.text("language") ?? "ru",
    ...(model !== "" && model !== "default" && { model }),
    wordTimes: fields.flag("word_time_offsets") ?? true,
    punctuation: fields.flag("punctuation") ?? true,
    denormalization: fields.flag("denormalization") ?? false,
    splitByChannel: fields.flag("split_by_channel") ?? false,
    vaMarks: fields.choice("va_marks", markModes) ?? "off",
    phraseSplitter: fields.choice("va_algorithm", splitters) ?? "vad",
    ...(vaOptions && { splitterOptions: splitterOptions(vaOptions) }),
    ...(fields.flag("gender_age") && { genderAge: true }),
    ...(fields.flag("speaker_labeling") && { speakers: speakersOf(fields) }),
    ...(fields.flag("antispoofing") && { antispoofing: antispoofingOf(fields) }),
    ...(dictionary !== undefined && {
      contextDictionary: { name: dictionary, weight: fields.number("context_dictionary_weight") ?? 0 },
    }),
    ...(substituted !== undefined && { substitution: { name: substituted } }),
    ...(substitution !== undefined && { substitution: { contents: substitution } }),
  };
}

/** The log leaves zeros out, and so does the wire; one of them says that there were options at all. */
function splitterOptions(fields: LoggedFields): SplitterOptions {
  const mode = fields.number("mode");
  return {
    threshold: fields.number("threshold") ?? 0,
    minSilenceMs: fields.number("min_silence_ms") ?? 0,
    minSpeechMs: fields.number("min_speech_ms") ?? 0,
    speechPadMs: fields.number("speech_pad_ms") ?? 0,
    beginningThreshold: fields.number("beginning_threshold") ?? 0,
    endingThreshold: fields.number("ending_threshold") ?? 0,
    beginningWindowMs: fields.number("beginning_window_ms") ?? 0,
    endingWindowMs: fields.number("ending_window_ms") ?? 0,
    ...(mode === 1 && { keep: "pauses" }),
    ...(mode === 2 && { keep: "speech" }),
  };
}

function speakersOf(fields: LoggedFields): NonNullable<RecognitionRequest["speakers"]> {
  const [max, exact] = [fields.number("max_speakers"), fields.number("num_speakers")];
  return { ...(max !== undefined && { max }), ...(exact !== undefined && { exact }) };
}

function antispoofingOf(fields: LoggedFields): NonNullable<RecognitionRequest["antispoofing"]> {
  const [falseAcceptance, falseRejection] = [fields.number("far"), fields.number("frr")];
  const maxAnalysisMs = fields.number("antispoofing_max_ms");
  return {
    ...(falseAcceptance !== undefined && { falseAcceptance }),
    ...(falseRejection !== undefined && { falseRejection }),
    ...(maxAnalysisMs !== undefined && { maxAnalysisMs }),
  };
}
