import { isRecord } from "../../basics/record.ts";
import { logEventKeys, type LogEvent } from "../../logging/log-event.ts";

type OwnKey = (typeof logEventKeys)[number];

const isText = (value: unknown) => typeof value === "string";
const isNumber = (value: unknown) => typeof value === "number" && Number.isFinite(value);
const isBoolean = (value: unknown) => typeof value === "boolean";

/** The type of each field of an event that is copied; time, level, message and error have readers of their own. */
const types: Partial<Record<OwnKey, (value: unknown) => boolean>> = {
  event: isText,
  request_id: isText,
  service: isText,
  operation: isText,
  initiator: (value) => value === "user" || value === "console",
  endpoint: isText,
  request_data: isRecord,
  auth_present: isBoolean,
  ssl_enabled: isBoolean,
  ca_cert: (value) => isText(value) || value === null,
  success: isBoolean,
  duration_ms: isNumber,
  response_size_bytes: isNumber,
  response_data: isRecord,
  error_diagnosis: isText,
  diagnosis: isRecord,
  server_request_id: isText,
  session_id: isText,
  seq: isNumber,
  data: isRecord,
};

/** The fields of an event among the keys of a record. */
export function ownKeysAmong(keys: readonly string[]): OwnKey[] {
  return logEventKeys.filter((key) => types[key] !== undefined && keys.includes(key));
}

/** Copies fields that have the type which LogEvent says; others are left out. */
export function readOwnFields(record: Record<string, unknown>, keys: readonly OwnKey[]): Partial<LogEvent> {
  const fields: Record<string, unknown> = {};
  for (const key of keys) {
    const value = record[key];
    if (types[key]!(value)) fields[key] = value;
  }
  return fields as Partial<LogEvent>;
}
