import type { EngineTranscript } from "../../../emulator/recognition/recognition-engine.ts";

/** What the engine asks of its process; one job at a time. */
export type MoonshineRequest =
  | { kind: "transcribe"; job: number; samples: Float32Array }
  /** Stop that job before its next token. It is answered by `cancelled`, or by `done` when it was faster. */
  | { kind: "cancel"; job: number };

/** How a job ended, for whoever watches the engine. */
export interface MoonshineReport {
  outcome: "done" | "cancelled" | "failed";
  /** Tokens decoded before the end. */
  tokenCount: number;
  /** Memory of the engine's process after the job, in bytes. */
  memoryBytes: number;
}

/** What the process answers. */
export type MoonshineReply =
  /** Both networks are loaded. */
  | { kind: "ready" }
  /** They could not be loaded; the process exits. */
  | { kind: "broken"; message: string }
  | { kind: "done"; job: number; transcript: EngineTranscript; report: MoonshineReport }
  | { kind: "cancelled"; job: number; report: MoonshineReport }
  | { kind: "failed"; job: number; message: string; report: MoonshineReport };
