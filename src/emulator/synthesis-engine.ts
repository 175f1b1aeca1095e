/** What an engine is asked to say with one voice setting. */
export interface SpeakJob {
  /** Plain text, markup already resolved. */
  text: string;
  /** BCP 47 language: `ru`, `en`. */
  language: string;
  /** Voice alias of the platform, e.g. `borisova`. */
  voice: string;
  /** Factor of the normal speaking rate; 1 is normal. */
  speed: number;
  /** -1..1 around the voice's own pitch. */
  pitch: number;
  /** Factor of the normal loudness; 1 is normal. */
  volume: number;
  /** 0 monotone, 1 normal, 2 lively. */
  intonation: number;
}

/** Turns text into sound. Implementations run outside the calling thread. */
export interface SynthesisEngine {
  /** Rate of the samples that `speak` yields, in Hz. */
  readonly sampleRateHz: number;
  /** Languages that have a voice. */
  readonly languages: readonly string[];
  /**
   * Speaks one job: mono 16-bit samples in pieces, the first before the last is computed.
   *
   * Aborting stops the engine itself. Throws when the engine's process dies; the next call finds it restarted.
   */
  speak(job: SpeakJob, signal: AbortSignal): AsyncIterable<Int16Array>;
  close(): Promise<void>;
}
