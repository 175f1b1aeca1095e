/** One recognised word; times count from the start of the samples given. */
export interface EngineWord {
  word: string;
  startMs: number;
  endMs: number;
  /** 0..1 */
  confidence: number;
}

/** What an engine heard in one stretch of speech. */
export interface EngineTranscript {
  /** As written by the engine, punctuation and capitals included; empty when it heard no words. */
  text: string;
  words: EngineWord[];
  /** 0..1 */
  confidence: number;
}

/** Turns sound into words. Implementations run outside the calling thread. */
export interface RecognitionEngine {
  /** Name in the platform's model list. */
  readonly model: string;
  /** BCP 47 language. */
  readonly language: string;
  /**
   * Recognises one stretch of speech of at most `maxSeconds`.
   *
   * @param samples mono, 16 kHz, -1..1
   * Aborting stops the engine itself. Throws when the engine's process dies; the next call finds it restarted.
   */
  transcribe(samples: Float32Array, signal: AbortSignal): Promise<EngineTranscript>;
  readonly maxSeconds: number;
  close(): Promise<void>;
}

/** Tells speech from silence: one decision per 30 ms frame. */
export interface VoiceActivityDetector {
  /** @param samples mono, 16 kHz; whole frames of 480 samples, a rest is kept for the next call */
  push(samples: Int16Array): boolean[];
  close(): void;
}
