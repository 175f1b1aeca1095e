import { isRecord } from "../../basics/record.ts";
import { firstCharacters, normaliseMessage } from "../messages/normalise-message.ts";

/** Fields that no line has as a key, but that are fields like any other. */
export interface ComputedFields {
  /** How a call ended: `ok`, `error` or `cancelled`; only on its end, and on an imported line that reports an error. */
  outcome?: "ok" | "error" | "cancelled";
  /** What failures of one kind share: `service / operation / status / normalised message`, at most 200 characters. */
  error_group?: string;
}

/** Most characters of an `error_group`. */
export const maxErrorGroup = 200;

/** Computes the fields of a parsed line that are not written in it; absent ones have no key. */
export function computedFields(event: Record<string, unknown>): ComputedFields {
  const outcome = outcomeOf(event);
  const group = errorGroupOf(event);
  return { ...(outcome && { outcome }), ...(group && { error_group: group }) };
}

function outcomeOf(event: Record<string, unknown>): ComputedFields["outcome"] {
  switch (event["event"]) {
    case "request_success":
      return "ok";
    case "request_error":
      return "error";
    case "request_cancelled":
      return "cancelled";
    case "imported_line":
      return isErrorLevel(event["level"]) ? "error" : undefined;
    default:
      return undefined;
  }
}

function errorGroupOf(event: Record<string, unknown>): string | undefined {
  const error = isRecord(event["error"]) ? event["error"] : undefined;
  if (error === undefined && !isErrorLevel(event["level"])) return undefined;
  const message = textOf(error?.["error_message"]) ?? textOf(event["message"]);
  const parts = [textOf(event["service"]), textOf(event["operation"]), textOf(error?.["error_type"])];
  const group = [...parts, message && normaliseMessage(message)].filter(Boolean).join(" / ");
  return firstCharacters(group, maxErrorGroup) || undefined;
}

const isErrorLevel = (level: unknown) => level === "ERROR" || level === "CRITICAL";
const textOf = (value: unknown) => (typeof value === "string" ? value : undefined);
