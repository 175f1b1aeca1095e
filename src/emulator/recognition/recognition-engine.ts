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

/** Turns sound into words. Implementations run outside the calling thread and hear one stretch at a time, in order. */
export interface RecognitionEngine {
  /** Name in the platform's model list. */
  readonly model: string;
  /** BCP 47 language. */
  readonly language: string;
  /** Longest sound of one call, in seconds. */
  readonly maxSeconds: number;
  /**
   * Recognises one stretch of speech.
   *
   * Aborting stops the engine itself and rejects with the signal's reason. Rejects when the engine fails or its process
   * dies; the next call finds it restarted.
   *
   * @param samples mono, 16 kHz, -1..1, at most `maxSeconds`
   */
  transcribe(samples: Float32Array, signal: AbortSignal): Promise<EngineTranscript>;
  /** Ends the engine's process; calls under way reject. */
  close(): Promise<void>;
}

/** How readily a detector takes sound for silence: 0 misses no speech, 3 lets no noise through. */
export type VadMode = 0 | 1 | 2 | 3;

/** Makes detectors, one for each channel of each call. */
export interface VoiceActivity {
  open(mode: VadMode): VoiceActivityDetector;
}

/** Tells speech from silence in one running sound; what came before colours what comes next. */
export interface VoiceActivityDetector {
  /** @param frame 30 ms: 480 samples, mono, 16 kHz, -1..1 */
  isSpeech(frame: Float32Array): boolean;
  /** Frees the detector's memory. */
  close(): void;
}
