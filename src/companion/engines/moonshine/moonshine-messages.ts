import type { EngineTranscript } from "../../../emulator/recognition/recognition-engine.ts";

/** Messages to the engine's process; one job at a time. */
export type MoonshineRequest =
  | { kind: "transcribe"; job: number; samples: Float32Array }
  /** Stop that job before its next token. The reply is `cancelled`, or `done` when it has just finished. */
  | { kind: "cancel"; job: number };

/** Outcome of a job, for monitoring. */
export interface MoonshineReport {
  outcome: "done" | "cancelled" | "failed";
  /** Tokens decoded before the end. */
  tokenCount: number;
  /** Memory of the engine's process after the job, in bytes. */
  memoryBytes: number;
}

/** Messages of the engine's process. */
export type MoonshineReply =
  /** Both networks are loaded. */
  | { kind: "ready" }
  /** They could not be loaded; the process exits. */
  | { kind: "broken"; message: string }
  | { kind: "done"; job: number; transcript: EngineTranscript; report: MoonshineReport }
  | { kind: "cancelled"; job: number; report: MoonshineReport }
  | { kind: "failed"; job: number; message: string; report: MoonshineReport };
