import type { AudioMetrics } from "./audio-metrics.ts";

/** What is wrong with audio before it is sent, and whether it must not be sent at all. */
export interface AudioProblem {
  kind: "empty" | "too-large" | "wrong-rate" | "silent" | "narrow" | "clipped";
  /** The platform would refuse it; else it would accept it and recognise little. */
  isRefused: boolean;
}

/** Thresholds from which audio counts as unusable. */
export const audioProblemLimits = {
  /** Rates that the platform takes, in Hz. */
  lowestRateHz: 8_000,
  highestRateHz: 48_000,
  /** Share of silent frames, 0..1. Speech with its pauses has 0.2 to 0.6. */
  silenceShare: 0.98,
  /** Audio that is quieter as a whole is silence, in dBFS. Speech has -35 to -15. */
  silenceDbfs: -60,
  /** A voice with pauses is heard down to this level, in dBFS, and stands out from the pauses by at least so much, in dB. */
  voiceDbfs: -75,
  voiceRangeDb: 15,
  /** By how much a mix of channels is quieter than they are, in dB. Two unlike channels lose 3. */
  mixLossDb: 15,
  /** Share of clipped samples, 0..1. A hundredth is audible as a rattle. */
  clippingShare: 0.01,
} as const;

/** Whether audio is silent. A quiet recording in which a voice stands out from its pauses is none. */
export function isSilent(facts: Pick<AudioMetrics, "levelDbfs" | "silenceShare" | "signs">): boolean {
  const { levelDbfs, silenceShare } = facts;
  const isQuiet = levelDbfs < audioProblemLimits.silenceDbfs || silenceShare >= audioProblemLimits.silenceShare;
  return isQuiet && !isQuietVoice(facts);
}

function isQuietVoice({ levelDbfs, signs }: Pick<AudioMetrics, "levelDbfs" | "signs">): boolean {
  const { voiceDbfs, voiceRangeDb } = audioProblemLimits;
  return signs !== undefined && levelDbfs > voiceDbfs && signs.levelRangeDb >= voiceRangeDb && signs.pitchHz > 0;
}

/** Whether too few of the frequencies are left to tell words apart. Silence has none, and is called silence. */
export function isNarrow(facts: Pick<AudioMetrics, "levelDbfs" | "silenceShare" | "realRateHz" | "signs">): boolean {
  return facts.realRateHz < audioProblemLimits.lowestRateHz && !isSilent(facts);
}

/** Whether the channels cancel each other, so that their mix has lost nearly all of them. */
export function isCancelled({ signs }: Pick<AudioMetrics, "signs">): boolean {
  return signs !== undefined && signs.mixLossDb >= audioProblemLimits.mixLossDb;
}

/** Whether so much was cut off that words may be lost. */
export function isClipped({ clippingShare }: Pick<AudioMetrics, "clippingShare">): boolean {
  return clippingShare >= audioProblemLimits.clippingShare;
}

/**
 * Everything that is wrong with audio, the worst first.
 *
 * @param sizeBytes of the samples as they would be sent
 * @param maxBytes that one call may carry
 */
export function audioProblems(facts: AudioMetrics, sizeBytes: number, maxBytes: number): AudioProblem[] {
  if (facts.seconds === 0) return [{ kind: "empty", isRefused: true }];
  const { lowestRateHz, highestRateHz } = audioProblemLimits;
  const isWrongRate = facts.sampleRateHz < lowestRateHz || facts.sampleRateHz > highestRateHz;
  return [
    sizeBytes > maxBytes && ({ kind: "too-large", isRefused: true } as const),
    isWrongRate && ({ kind: "wrong-rate", isRefused: true } as const),
    isSilent(facts) && ({ kind: "silent", isRefused: false } as const),
    isNarrow(facts) && !isWrongRate && ({ kind: "narrow", isRefused: false } as const),
    isClipped(facts) && ({ kind: "clipped", isRefused: false } as const),
  ].filter((misuse) => misuse !== false);
}
