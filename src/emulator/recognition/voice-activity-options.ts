import {
  VADOptions_VoiceActivityDetectionMode as Mode,
  VoiceActivityConfig_VoiceActivityDetectionAlgorithmUsage as Usage,
  type VADOptions,
  type VADV2Options,
  type VoiceActivityConfig,
} from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { invalidArgument } from "../invalid-argument.ts";
import type { VadMode } from "./recognition-engine.ts";
import type { SegmentRules } from "./segments.ts";

/** Whether a call recognises a whole file or a stream; some options belong to one of them. */
export type CallKind = "file" | "stream";

/** How audio is divided into phrases, and which options were ignored. */
export interface VoiceActivityPlan {
  rules: Omit<SegmentRules, "maxPhraseMs">;
  /** Phrases end at pauses; they leave the pauses out or go on to the next phrase; or all is one phrase. */
  phrases: "speech-only" | "no-gaps" | "one";
  ignored: string[];
}

/** A retired algorithm that old clients still request. */
const retiredUsage = 2;
const defaultMinSilenceMs = 1000;
const defaultMinSpeechMs = 250;
/**
 * Half a second of padding gives fewer recognition errors than the platform's 300 ms. More is never used: after a second of
 * silence the engine recognises nothing.
 */
const maxPadMs = 500;
const minPadMs = -5000;
const defaultMode: VadMode = 2;

/**
 * Reads `va_config`. This platform has one detector; the algorithms it does not have are replaced by it and named as ignored.
 *
 * @throws ConnectError INVALID_ARGUMENT for an unknown usage or an option out of its range
 */
export function readVoiceActivity(config: VoiceActivityConfig | undefined, call: CallKind): VoiceActivityPlan {
  const { usage = Usage.USE_VAD, algoOptions } = config ?? {};
  const ignored: string[] = [];
  let options: typeof algoOptions = algoOptions;
  const owner = optionsOf.get(usage);
  if (owner === undefined) {
    throw invalidArgument("va_config.usage", `${String(usage)} is not an algorithm; the platform has 0, 1, 3, 4 and 5`);
  }
  if (usage !== Usage.USE_VAD && usage !== Usage.DO_NOT_PERFORM_VOICE_ACTIVITY) ignored.push("va_config.usage");
  if (algoOptions?.case !== undefined && algoOptions.case !== owner) {
    ignored.push(`va_config.${fieldNames[algoOptions.case]}`);
    options = undefined;
  }
  if (usage === Usage.DO_NOT_PERFORM_VOICE_ACTIVITY) {
    // Silence is skipped all the same, by the mode that misses no speech: after a second of it the engine recognises nothing.
    return { rules: { ...defaults, mode: 0 }, phrases: "one", ignored };
  }

  switch (options?.case) {
    case "vadOptions":
      return readVadOptions(options.value, call, ignored);
    case "vadV2Options":
      return readVadV2Options(options.value, ignored);
    case "enhancedVadOptions":
    case "targetSpeechVadOptions":
      ignored.push(`va_config.${fieldNames[options.case]}`);
  }
  return { rules: defaults, phrases: "speech-only", ignored };
}

const fieldNames = {
  vadOptions: "vad_options",
  enhancedVadOptions: "enhanced_vad_options",
  targetSpeechVadOptions: "target_speech_vad_options",
  vadV2Options: "vad_v2_options",
};

/** Options of each algorithm. */
const optionsOf = new Map<number, keyof typeof fieldNames | "none">([
  [Usage.USE_VAD, "vadOptions"],
  [Usage.DO_NOT_PERFORM_VOICE_ACTIVITY, "none"],
  [retiredUsage, "none"],
  [Usage.USE_ENHANCED_VAD, "enhancedVadOptions"],
  [Usage.USE_TARGET_SPEECH_VAD, "targetSpeechVadOptions"],
  [Usage.USE_VAD_V2, "vadV2Options"],
]);

const defaults: VoiceActivityPlan["rules"] = {
  mode: defaultMode,
  minSilenceMs: defaultMinSilenceMs,
  minSpeechMs: defaultMinSpeechMs,
  padMs: maxPadMs,
};

function readVadOptions(options: VADOptions, call: CallKind, ignored: string[]): VoiceActivityPlan {
  const field = (name: string) => `va_config.vad_options.${name}`;
  const { speechPadMs, mode } = options;
  const ofFile = call === "file";
  if (speechPadMs < minPadMs) {
    throw invalidArgument(
      field("speech_pad_ms"),
      `must be at least ${String(minPadMs)} ms, got ${String(speechPadMs)}`,
    );
  }
  if (ofFile && speechPadMs > maxPadMs) ignored.push(field("speech_pad_ms"));
  if (!Object.values<number>(Mode).includes(mode)) {
    throw invalidArgument(field("mode"), `${String(mode)} is not a mode; 0, 1 and 2 are`);
  }
  const rules = {
    mode: readThreshold(options.threshold, field("threshold")),
    minSilenceMs: options.minSilenceMs || defaults.minSilenceMs,
    minSpeechMs: (ofFile && options.minSpeechMs) || defaults.minSpeechMs,
    padMs: Math.min(maxPadMs, (ofFile && speechPadMs) || maxPadMs),
  };
  return { rules, phrases: mode === Mode.SPLIT_BY_PAUSES ? "no-gaps" : "speech-only", ignored };
}

function readVadV2Options(options: VADV2Options, ignored: string[]): VoiceActivityPlan {
  if (options.minSilenceMs < 0) {
    const problem = `must not be negative, got ${String(options.minSilenceMs)}`;
    throw invalidArgument("va_config.vad_v2_options.min_silence_ms", problem);
  }
  if (options.endingThreshold !== 0) ignored.push("va_config.vad_v2_options.ending_threshold");
  const rules = {
    ...defaults,
    mode: readThreshold(options.beginningThreshold, "va_config.vad_v2_options.beginning_threshold"),
    minSilenceMs: options.minSilenceMs || defaults.minSilenceMs,
  };
  return { rules, phrases: "speech-only", ignored };
}

/** Maps the platform's scale from 0 to 1 to the detector's four modes; 0 means the default. */
function readThreshold(threshold: number, field: string): VadMode {
  if (threshold === 0) return defaultMode;
  if (!(threshold > 0 && threshold < 1)) {
    throw invalidArgument(field, `must lie between 0 and 1, both excluded, got ${String(threshold)}`);
  }
  return Math.floor(threshold * 4) as VadMode;
}
