import type { LogEvent } from "../logging/log-event.ts";

/**
 * The end of a failed call that an event tells of: the event itself when it ends one, else a record of any logger that names
 * a gRPC status. Our own log and imported ones go the same way.
 *
 * @returns undefined when it tells of no failed call
 */
export function failedCallIn(event: LogEvent): LogEvent | undefined {
  if (event.event === "request_error") return event;
  if (/^request_(?:start|success|cancelled)$/.test(event.event)) return undefined;
  // An error without a status may be anyone's: a refused connection to a database is no call that failed.
  return event.error?.grpc_code === undefined ? undefined : { ...event, event: "request_error" };
}
