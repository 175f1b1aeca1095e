import type { LogEvent } from "../../logging/log-event.ts";
import { readReplay } from "./read-replay.ts";

/** Whether a call of a log is of a kind that the console can send again. */
export function canReplay(event: LogEvent): boolean {
  return readReplay(event, undefined) !== undefined;
}
