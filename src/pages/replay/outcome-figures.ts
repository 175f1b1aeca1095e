import { readPhases } from "../../logging/attributes/read-phases.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import type { LoggedCall } from "../../app/replay/read-call.ts";

/** The end of a call in numbers, as far as its lines have them. */
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

/** Reads what the lines of a call say of its end. */
export function outcomeFigures({ lines }: LoggedCall): OutcomeFigures {
  const request = Object.assign({}, ...lines.map((line) => line.request_data)) as Record<string, unknown>;
  const event = Object.assign({}, ...lines) as LogEvent;
  const response = event.response_data ?? {};
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
