import type { SeenAnswer } from "./seen-answer.ts";

/** Severities, lowest first; the numbers of Python's logging are 10 to 50 in this order. */
export const logLevels = ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"] as const;
export type LogLevel = (typeof logLevels)[number];

/** Which part of the platform an event belongs to. */
export type LogService = "TTS" | "ASR" | "VoiceCloning" | "Models" | "AudioArchive" | "Auth" | "System";

/** Who caused an event: a person, or the console by itself (model lists, polling, probes, health checks). */
export type Initiator = "user" | "console";

/** Why a call failed. */
export interface LogError {
  /** Canonical gRPC name such as `INVALID_ARGUMENT`, or the class of a local error such as `NotSupportedError`. */
  error_type: string;
  error_message: string;
  /** Number of the gRPC status; absent for failures that never reached a call. */
  grpc_code?: number;
  /** What the server or the proxy reported, details and proxy headers included. */
  grpc_details?: string;
  /** What came back, as it was seen; absent on lines of versions before 2026-11-29. */
  seen?: SeenAnswer;
}

/** Cause of a failed call as far as it was known when its line was written. */
export interface LoggedDiagnosis {
  /** A cause of `src/diagnosis/rules.ts`, or `not_known`. */
  cause: string;
  /** How sure it is; `none` for a cause that is not known. */
  confidence: "certain" | "likely" | "possible" | "none";
  /** Who answered. */
  hop: string;
}

/**
 * One line of `tts_structured.jsonl`. The keys are spelled as they leave the program (contract, section 12), because the
 * line is rendered once, in the worker, straight from this record.
 *
 * Keys are written in the order of this interface; absent keys are left out.
 */
export interface LogEvent {
  /** UTC, ISO 8601 with milliseconds. */
  timestamp: string;
  level: LogLevel;
  /** `request_start`, `request_success`, `request_error`, `request_cancelled`, `system_*`, `auth_*`, or a custom name. */
  event: string;
  /** Begins `req_<unix seconds>_<4-digit counter>`; equal on every line of one call. */
  request_id?: string;
  service?: LogService;
  /** Method or local operation: `Synthesize`, `FileRecognize`, ... */
  operation?: string;
  /** On every line of a call, a local operation or a workflow; earlier versions did not write it. */
  initiator?: Initiator;
  /** Base URL and method path of the call, without query. */
  endpoint?: string;
  /** One English sentence for the text files and for people. */
  message: string;
  /** What was requested; `service` inside it is `<service>_<operation>` and stands on every request_* line. */
  request_data?: Record<string, unknown>;
  auth_present?: boolean;
  ssl_enabled?: boolean;
  ca_cert?: string | null;
  /** Outcome of an `auth_*` event. */
  success?: boolean;
  /** Monotonic, in milliseconds. */
  duration_ms?: number;
  /** Size of the response messages in bytes of their wire form. */
  response_size_bytes?: number;
  response_data?: Record<string, unknown>;
  error?: LogError;
  /** Cause named by a diagnosis rule. */
  error_diagnosis?: string;
  /** Cause by its id, confidence and who answered; on every failed call. Absent on lines of versions before 2026-11-29. */
  diagnosis?: LoggedDiagnosis;
  /** `request_id` of the response's metadata, with the server's prefix. */
  server_request_id?: string;
  /** One page load of one tab. */
  session_id: string;
  /** Ordinal of the event in its session, from 1; a hole is a lost event. */
  seq: number;
  /** What a `system_*`, `auth_*` or custom event carries. */
  data?: Record<string, unknown>;
}

/** An event that an import made of a record; the record itself stands under `original`. */
export interface ImportedEvent extends LogEvent {
  /** The time as the record writes it, where that is another text than the timestamp. */
  timestamp_written?: string | undefined;
  /** Where the timestamp is from, when the record has none: the record before or after it, or the date of its file. */
  timestamp_inferred?: "record_before" | "record_after" | "file";
  /** Name of the log that it is from, where several were imported as one; also on events of our own that are read in place. */
  source?: string | undefined;
}

/** The keys of a LogEvent in the order in which they are written. */
export const logEventKeys = [
  "timestamp",
  "level",
  "event",
  "request_id",
  "service",
  "operation",
  "initiator",
  "endpoint",
  "message",
  "request_data",
  "auth_present",
  "ssl_enabled",
  "ca_cert",
  "success",
  "duration_ms",
  "response_size_bytes",
  "response_data",
  "error",
  "error_diagnosis",
  "diagnosis",
  "server_request_id",
  "session_id",
  "seq",
  "data",
] as const satisfies readonly (keyof LogEvent)[];

/** What a caller of the logger may add to an event; the logger itself sets the other keys. */
export type LogFields = Omit<LogEvent, "timestamp" | "level" | "event" | "message" | "session_id" | "seq">;

/** Where events go. Must not throw and must not wait; the logger survives both. */
export interface LogSink {
  append(event: LogEvent): void;
}
