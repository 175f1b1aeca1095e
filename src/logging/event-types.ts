import { isRecord } from "../basics/record.ts";
import type { LogError, LogEvent } from "./log-event.ts";

/** What a field of an event may hold. */
export type FieldType = "text" | "number" | "boolean" | "object" | "text or null" | "error";

/** The type of each field of an event, for lines that come from elsewhere. */
export const eventFieldTypes: Record<keyof LogEvent, FieldType> = {
  timestamp: "text",
  level: "text",
  event: "text",
  request_id: "text",
  service: "text",
  operation: "text",
  initiator: "text",
  endpoint: "text",
  message: "text",
  request_data: "object",
  auth_present: "boolean",
  ssl_enabled: "boolean",
  ca_cert: "text or null",
  success: "boolean",
  duration_ms: "number",
  response_size_bytes: "number",
  response_data: "object",
  error: "error",
  error_diagnosis: "text",
  diagnosis: "object",
  server_request_id: "text",
  session_id: "text",
  seq: "number",
  data: "object",
};

/** The type of each field of an error. */
export const errorFieldTypes: Record<keyof LogError, FieldType> = {
  error_type: "text",
  error_message: "text",
  grpc_code: "number",
  grpc_details: "text",
  seen: "object",
};

/** Whether a value has the type of a field. */
export function hasFieldType(value: unknown, type: FieldType): boolean {
  switch (type) {
    case "text":
      return typeof value === "string";
    case "number":
      return typeof value === "number" && Number.isFinite(value);
    case "boolean":
      return typeof value === "boolean";
    case "text or null":
      return typeof value === "string" || value === null;
    case "object":
      return isRecord(value);
    case "error":
      return isRecord(value) && hasFieldTypes(value, errorFieldTypes);
  }
}

/** Whether every known field of an object has its type; other fields may hold anything. */
export function hasFieldTypes(fields: Record<string, unknown>, types: Record<string, FieldType>): boolean {
  for (const name in types) {
    if (Object.hasOwn(fields, name) && !hasFieldType(fields[name], types[name]!)) return false;
  }
  return true;
}
