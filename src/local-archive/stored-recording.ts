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
 * What became of a recording: it was recognised to its end (`recognized`), the person cancelled it (`cancelled`), or the
 * call broke off (`failed`).
 */
export type RecordingOutcome = "recognized" | "cancelled" | "failed";

/** A recording that is stored in case its call breaks off, without its samples. */
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
  /** The final phrases so far. */
  transcript: string;
}
