import { logLevels, type LogEvent } from "../logging/log-event.ts";

/** Whether an event is DEBUG or INFO: these are dropped first when a queue or the disk is full. */
export function isMinor(event: LogEvent): boolean {
  return logLevels.indexOf(event.level) < logLevels.indexOf("WARNING");
}
