import type { AvanPhoneme } from "./avan-phonemes.ts";

/** How a stretch of text is said. Values outside what the engine can do are brought to its nearest end. */
export interface Manner {
  /** Factor of the normal speaking rate; 1 is normal. */
  speed: number;
  /** -1..1 around the voice's own pitch. */
  pitch: number;
  /** Factor of the normal loudness; 1 is normal. */
  volume: number;
  /** 0 monotone, 1 normal, 2 lively. */
  intonation: number;
}

/** A stretch of text said in one manner. */
export interface SpokenSpan {
  /** Plain text, markup already resolved. U+0301 stands after a vowel that carries the stress. */
  text: string;
  /** Said instead of `text`. */
  sounds?: readonly AvanPhoneme[];
  manner: Manner;
}

/** What an engine is asked to say in one breath: a sentence or so, one voice. */
export interface SpeakJob {
  /** BCP 47 language: `ru`, `en`. */
  language: string;
  /** Voice alias of the platform, e.g. `borisova`. */
  voice: string;
  spans: readonly SpokenSpan[];
}

/** Turns text into sound. Implementations run outside the calling thread. */
export interface SynthesisEngine {
  /** Rate of the samples that `speak` yields, in Hz. */
  readonly sampleRateHz: number;
  /** Languages that have a voice, the usual one first. */
  readonly languages: readonly string[];
  /** Smallest and largest speed that the engine reaches. */
  readonly speeds: { readonly min: number; readonly max: number };
  /**
   * Speaks one job: mono 16-bit samples in pieces, the first before the last is computed.
   *
   * The engine runs to the end of the job whatever the reader's pace, so a job should be short; jobs of several callers take
   * turns. Aborting, or leaving the loop, stops the engine itself.
   *
   * @throws SynthesisEngineError when the engine is missing or its process dies (the next call finds it restarted); the
   * signal's reason when that was aborted
   */
  speak(job: SpeakJob, signal: AbortSignal): AsyncIterable<Int16Array>;
  close(): Promise<void>;
}

/** Why an engine could not speak: it is not installed, its process failed, or it was closed. */
export type SynthesisFault = "missing" | "crashed" | "closed";

/** Every failure of a synthesis engine that is not the caller's own abort. */
export class SynthesisEngineError extends Error {
  override readonly name = "SynthesisEngineError";
  readonly kind: SynthesisFault;

  constructor(kind: SynthesisFault, message: string) {
    super(message);
    this.kind = kind;
  }
}
