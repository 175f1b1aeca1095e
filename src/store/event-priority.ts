import { logLevels, type LogEvent } from "../logging/log-event.ts";

/** DEBUG and INFO events, which go first when something must go. */
export function isMinor(event: LogEvent): boolean {
  return logLevels.indexOf(event.level) < logLevels.indexOf("WARNING");
}
