import { readLines } from "../../../basics/read-lines.ts";
import { readRecord } from "../../../basics/record.ts";
import type { LogEvent } from "../../../logging/log-event.ts";
import { recordScenario } from "../../../snippets/scenario/record-scenario.ts";

/** There is nothing to play in these calls. */
export class NothingToPlayError extends Error {
  override readonly name = "NothingToPlayError";
}

/**
 * A scenario for the embedded platform of the calls in a log.
 *
 * @param jsonl lines of the log, oldest first
 * @throws NothingToPlayError where none of its calls can be played
 */
export async function scenarioBlob(jsonl: Blob, signal: AbortSignal): Promise<Blob> {
  const { scenario } = recordScenario(await readCalls(jsonl, signal));
  if (!scenario) throw new NothingToPlayError("none of these calls can be played");
  return new Blob([`${JSON.stringify(scenario, undefined, 1)}\n`], { type: "application/json" });
}

/** Only what a scenario is made of is held; a line that is no JSON is left out. */
async function readCalls(jsonl: Blob, signal: AbortSignal): Promise<LogEvent[]> {
  const events: LogEvent[] = [];
  for await (const lines of readLines(jsonl, undefined, signal)) {
    for (const line of lines) {
      const event = readRecord(line) as LogEvent | undefined;
      if (event?.request_id === undefined) continue;
      const { request_id, service, operation, endpoint, request_data, duration_ms, response_data, error } = event;
      const requested = { service: request_data?.["service"] };
      const read = { event: event.event, request_id, service, operation, endpoint, duration_ms, response_data, error };
      events.push({ ...read, request_data: requested } as unknown as LogEvent);
    }
  }
  return events;
}
