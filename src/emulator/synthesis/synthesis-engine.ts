import type { AvanPhoneme } from "./avan-phonemes.ts";

/** Prosody of a text. Values beyond the engine's limits are clamped. */
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

/** A text with one prosody. */
export interface SpokenSpan {
  /** Plain text, markup already resolved. U+0301 follows a stressed vowel. */
  text: string;
  /** Phonemes, spoken instead of `text`. */
  sounds?: readonly AvanPhoneme[];
  manner: Manner;
}

/** One job of an engine: about a sentence, one voice. */
export interface SpeakJob {
  /** BCP 47 language: `ru`, `en`. */
  language: string;
  /** Voice alias of the platform, e.g. `borisova`. */
  voice: string;
  spans: readonly SpokenSpan[];
}

/** A speech synthesis engine. Implementations run outside the calling thread. */
export interface SynthesisEngine {
  /** Rate of the samples that `speak` yields, in Hz. */
  readonly sampleRateHz: number;
  /** Languages with voices, the default first. */
  readonly languages: readonly string[];
  /** Smallest and largest speed of the engine. */
  readonly speeds: { readonly min: number; readonly max: number };
  /**
   * Synthesizes one job: mono 16-bit samples in chunks, the first before the last is computed.
   *
   * The engine runs to the end of the job whatever the reader's pace, so a job should be short; jobs of several calls take
   * turns. Aborting, or leaving the loop, stops the engine itself.
   *
   * @throws SynthesisEngineError when the engine is missing or its process dies (the next call restarts it); the
   * signal's reason when that was aborted
   */
  speak(job: SpeakJob, signal: AbortSignal): AsyncIterable<Int16Array>;
  close(): Promise<void>;
}

/** Why an engine failed: it is not installed, its process crashed, or it was closed. */
export type SynthesisFault = "missing" | "crashed" | "closed";

/** Every failure of a synthesis engine except the caller's own abort. */
export class SynthesisEngineError extends Error {
  override readonly name = "SynthesisEngineError";
  readonly kind: SynthesisFault;

  constructor(kind: SynthesisFault, message: string) {
    super(message);
    this.kind = kind;
  }
}
