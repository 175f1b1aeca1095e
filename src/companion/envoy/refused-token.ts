import { stdoutLog } from "./access-log.ts";
import type { JsonObject } from "./typed-config.ts";

const listener = "refused-token";

/**
 * Log of the router for calls that their upstream refused for their token: one line on standard output. Only the router sees
 * the status that comes after a response; the listener's access log does not know it for gRPC-Web.
 */
export function refusedTokenLog(): JsonObject {
  return {
    ...stdoutLog({ listener, upstream: "%UPSTREAM_CLUSTER%", started: "%START_TIME(%s.%3f)%" }),
    filter: { grpc_status_filter: { statuses: ["UNAUTHENTICATED", "PERMISSION_DENIED"] } },
  };
}

/**
 * Reads a line of Envoy's standard output.
 *
 * @returns when a call began that the platform refused, in milliseconds since the epoch; `"other"` for a refusal by another
 *   upstream; undefined when the line is about something else
 */
export function readRefusedToken(line: string): number | "other" | undefined {
  // Most lines are of the access log: they are not parsed.
  if (!line.includes(listener)) return undefined;
  try {
    const fields = JSON.parse(line) as Record<string, unknown>;
    if (fields["listener"] !== listener) return undefined;
    return fields["upstream"] === "platform" ? Number(fields["started"]) * 1000 : "other";
  } catch {
    // Not a line of an access log.
    return undefined;
  }
}
