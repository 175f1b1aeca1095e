import { readPhases } from "../../logging/attributes/read-phases.ts";
import type { LogEvent } from "../../logging/log-event.ts";

/** The end of a call in numbers, as far as the log has them. */
export interface OutcomeFigures {
  durationMs?: number;
  /** Until the first chunk, or the first words. */
  firstAnswerMs?: number;
  receivedBytes?: number;
  sentBytes?: number;
  audioSeconds?: number;
  confidence?: number;
  /** Logged where texts are logged in full. */
  transcript?: string;
}

/** Reads what a call says of its end. @param event its lines folded into one */
export function outcomeFigures(event: LogEvent): OutcomeFigures {
  const { request_data: request = {}, response_data: response = {} } = event;
  const phases = readPhases(response);
  const firstOf = (name: string) => number(response[name]);
  const firstAnswer =
    firstOf("time_to_first_chunk_ms") ?? firstOf("time_to_first_partial_ms") ?? firstOf("time_to_first_final_ms");
  const transcript = response["transcript"];
  const figures = {
    durationMs: number(event.duration_ms),
    firstAnswerMs: firstAnswer ?? phases?.headers_ms,
    receivedBytes: number(event.response_size_bytes),
    sentBytes: number(response["total_bytes"]) ?? number(request["audio_size_bytes"]),
    audioSeconds: number(response["audio_seconds"]) ?? number(request["audio_seconds"]),
    confidence: number(response["mean_confidence"]),
    transcript: typeof transcript === "string" ? transcript : undefined,
  };
  return Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined)) as OutcomeFigures;
}

function number(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}
