/** What is known of a recording beside its sound. */
export interface RecordingDetails {
  /** Of the microphone, in Hz; the sound is mono, 16 bit. */
  sampleRateHz: number;
  /** BCP 47; empty where the platform decides. */
  language: string;
  /** Empty where the platform decides. */
  model: string;
}

/**
 * What became of a recording: every word of it was answered for (`recognized`), the person gave it up (`cancelled`), or the
 * call broke off (`failed`).
 */
export type RecordingOutcome = "recognized" | "cancelled" | "failed";

/** A recording that is kept in case its call breaks off, without its sound. */
export interface StoredRecording extends RecordingDetails {
  id: string;
  /** Milliseconds since the epoch. */
  startedAtMs: number;
  /** Of the samples written so far. */
  sizeBytes: number;
  /** Absent while it grows, and for ever when its page died. */
  outcome?: RecordingOutcome;
  /** The call that carried it, as the log names it. */
  requestId?: string;
  /** The settled phrases so far. */
  transcript: string;
}
