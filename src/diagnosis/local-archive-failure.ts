import type { LogEvent } from "../logging/log-event.ts";
import type { Evidence } from "./evidence.ts";
import { eventEvidence, type FailedEnd } from "./quotes.ts";

/** Whether an event is of the archive in this browser: what is asked of the platform's has an endpoint. */
export function isLocalArchive({ service, endpoint }: Pick<LogEvent, "service" | "endpoint">): boolean {
  return service === "AudioArchive" && endpoint === undefined;
}

/** Evidence that the archive in this browser failed with such an error; undefined when it did not. */
export function localFailure({ end }: Pick<FailedEnd, "end">, name: RegExp, words = /.*/): Evidence | undefined {
  const { error_type, error_message = "" } = end?.error ?? {};
  if (!end || error_type === undefined || !isLocalArchive(end)) return undefined;
  if (!name.test(error_type) || !words.test(error_message)) return undefined;
  return eventEvidence(end, [error_type, error_message].filter(Boolean).join(": "));
}
