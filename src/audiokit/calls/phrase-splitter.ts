import type { MessageInitShape } from "@bufbuild/protobuf";
import {
  VADOptions_VoiceActivityDetectionMode as VadMode,
  VoiceActivityConfig_VoiceActivityDetectionAlgorithmUsage as Usage,
  type VoiceActivityConfigSchema,
} from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";

/** How the platform cuts sound into phrases. `none` makes the whole text one phrase. */
export const phraseSplitters = ["vad", "none", "enhanced-vad", "target-speech-vad", "vad-v2"] as const;
export type PhraseSplitter = (typeof phraseSplitters)[number];

/** Settings of the phrase splitters; which one has which is said at each. */
export interface SplitterOptions {
  /** vad: 0..1. */
  threshold?: number;
  /** vad, vad-v2: silence that ends a phrase, in milliseconds. */
  minSilenceMs?: number;
  /** vad: shorter sounds are no speech, in milliseconds. */
  minSpeechMs?: number;
  /** vad: widens (or, negative, narrows) each phrase, in milliseconds. */
  speechPadMs?: number;
  /** vad: keep silences in the phrases (`pauses`) or cut them out (`speech`). */
  keep?: "pauses" | "speech";
  /** enhanced-vad, target-speech-vad, vad-v2: 0..1. */
  beginningThreshold?: number;
  /** enhanced-vad, target-speech-vad, vad-v2: 0..1, below the other. */
  endingThreshold?: number;
  /** enhanced-vad, target-speech-vad: a multiple of 40 ms. */
  beginningWindowMs?: number;
  /** enhanced-vad, target-speech-vad: a multiple of 40 ms. */
  endingWindowMs?: number;
}

/** The splitter and those of the options that it has; an option left out stays the platform's default. */
export function splitterConfig(
  splitter: PhraseSplitter,
  options: SplitterOptions,
): MessageInitShape<typeof VoiceActivityConfigSchema> {
  const { threshold, minSilenceMs, minSpeechMs, speechPadMs, keep } = options;
  const { beginningThreshold, endingThreshold, beginningWindowMs, endingWindowMs } = options;
  const windows = given({ beginningThreshold, endingThreshold, beginningWindowMs, endingWindowMs });
  switch (splitter) {
    case "none":
      return { usage: Usage.DO_NOT_PERFORM_VOICE_ACTIVITY };
    case "vad": {
      const mode = keep && (keep === "speech" ? VadMode.ONLY_SPEECH : VadMode.SPLIT_BY_PAUSES);
      const value = given({ threshold, minSilenceMs, minSpeechMs, speechPadMs, mode });
      return { usage: Usage.USE_VAD, ...(value && { algoOptions: { case: "vadOptions", value } }) };
    }
    case "enhanced-vad": {
      const usage = Usage.USE_ENHANCED_VAD;
      return { usage, ...(windows && { algoOptions: { case: "enhancedVadOptions", value: windows } }) };
    }
    case "target-speech-vad": {
      const usage = Usage.USE_TARGET_SPEECH_VAD;
      return { usage, ...(windows && { algoOptions: { case: "targetSpeechVadOptions", value: windows } }) };
    }
    case "vad-v2": {
      const value = given({ beginningThreshold, endingThreshold, minSilenceMs });
      return { usage: Usage.USE_VAD_V2, ...(value && { algoOptions: { case: "vadV2Options", value } }) };
    }
  }
}

type Given<T> = { [Key in keyof T]?: NonNullable<T[Key]> };

/** The entries that are given; undefined when none is, so that the message itself stays absent. */
function given<T extends object>(entries: T): Given<T> | undefined {
  const kept = Object.entries(entries).filter(([, value]) => value !== undefined);
  return kept.length > 0 ? (Object.fromEntries(kept) as Given<T>) : undefined;
}
