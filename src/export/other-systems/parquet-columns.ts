import { isRecord } from "../../basics/record.ts";
import { computedFields } from "../../query/match/computed-fields.ts";
import type { LogRecord } from "./log-record.ts";

/** What a column holds. */
export type ParquetType = "text" | "time" | "number" | "integer" | "boolean";

/** A value as it is stored. */
export type ParquetValue = string | Date | number | bigint | boolean;

/** A column of the table, and its value in a record; a value of another type counts as none. */
export interface ParquetColumn {
  name: string;
  type: ParquetType;
  read(record: LogRecord): ParquetValue | undefined;
  /** No two values are the same, so that neither a dictionary nor the least one of many rows helps a reader. */
  isUnique?: true;
}

const readers: { [Type in "text" | "number" | "integer" | "boolean"]: (value: unknown) => ParquetValue | undefined } = {
  text: (value) => (typeof value === "string" ? value : undefined),
  number: (value) => (typeof value === "number" ? value : undefined),
  integer: (value) => (Number.isSafeInteger(value) ? BigInt(value as number) : undefined),
  boolean: (value) => (typeof value === "boolean" ? value : undefined),
};

function ofEvent(type: keyof typeof readers, ...names: string[]): ParquetColumn[] {
  return names.map((name) => ({ name, type, read: ({ event }) => readers[type](event[name]) }));
}

function ofError(type: keyof typeof readers, name: string, key: string): ParquetColumn {
  return { name, type, read: ({ event: { error } }) => (isRecord(error) ? readers[type](error[key]) : undefined) };
}

/**
 * The columns of a log as a table: what every program wants typed, and at the end the whole line as it stands in the log, which has
 * all else: as a text, which every program reads with its functions for JSON. The name of that column is the one that DuckDB gives lines
 * of JSON, so that the printed SQL reads it, too.
 */
export const parquetColumns: readonly ParquetColumn[] = [
  { name: "timestamp", type: "time", read: ({ timeMs }) => new Date(timeMs) },
  ...ofEvent("text", "level", "event", "request_id", "service", "operation", "initiator", "endpoint", "message"),
  { name: "outcome", type: "text", read: ({ event }) => computedFields(event).outcome },
  ...ofEvent("number", "duration_ms"),
  ...ofEvent("integer", "response_size_bytes"),
  ...ofEvent("boolean", "success", "auth_present", "ssl_enabled"),
  ofError("text", "error_type", "error_type"),
  ofError("text", "error_message", "error_message"),
  ofError("integer", "grpc_code", "grpc_code"),
  ...ofEvent("text", "error_diagnosis", "server_request_id", "session_id"),
  ...ofEvent("integer", "seq"),
  { name: "record_id", type: "text", read: ({ id }) => id, isUnique: true },
  { name: "json", type: "text", read: ({ line }) => line, isUnique: true },
];
