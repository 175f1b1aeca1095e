/** One recognised word; times count from the start of the samples given. */
export interface EngineWord {
  word: string;
  startMs: number;
  endMs: number;
  /** 0..1 */
  confidence: number;
}

/** Transcript of one phrase. */
export interface EngineTranscript {
  /** In the engine's own spelling, with punctuation and capitals; empty when no words were recognised. */
  text: string;
  words: EngineWord[];
  /** 0..1 */
  confidence: number;
}

/** A speech recognition engine. Implementations run outside the calling thread and transcribe one phrase at a time, in order. */
export interface RecognitionEngine {
  /** Name in the platform's model list. */
  readonly model: string;
  /** BCP 47 language. */
  readonly language: string;
  /** Longest audio of one call, in seconds. */
  readonly maxSeconds: number;
  /**
   * Transcribes one phrase.
   *
   * Aborting stops the engine itself and rejects with the signal's reason. Rejects when the engine fails or its process
   * dies; the next call restarts it.
   *
   * @param samples mono, 16 kHz, -1..1, at most `maxSeconds`
   */
  transcribe(samples: Float32Array, signal: AbortSignal): Promise<EngineTranscript>;
  /**
   * Starts the engine and loads its model before a call needs it; resolves when it is loaded, at once when it is already.
   * Absent: there is nothing to load. Aborting ends the wait, not the engine. Rejects when it cannot be loaded.
   */
  load?(signal: AbortSignal): Promise<void>;
  /** Ends the engine's process; calls in progress reject. */
  close(): Promise<void>;
}

/** Aggressiveness of a detector: 0 misses no speech, 3 lets no noise through. */
export type VadMode = 0 | 1 | 2 | 3;

/** Creates voice activity detectors, one for each channel of each call. */
export interface VoiceActivity {
  open(mode: VadMode): VoiceActivityDetector;
}

/** Voice activity detector for one stream of audio; it adapts to the audio, so frames must come in order. */
export interface VoiceActivityDetector {
  /** @param frame 30 ms: 480 samples, mono, 16 kHz, -1..1 */
  isSpeech(frame: Float32Array): boolean;
  /** Frees the detector's memory. */
  close(): void;
}
