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
  const { scenario } = recordScenario(await readLines(jsonl, signal));
  if (!scenario) throw new NothingToPlayError("none of these calls can be played");
  return new Blob([`${JSON.stringify(scenario, undefined, 1)}\n`], { type: "application/json" });
}

/** Only what a scenario is made of is held; a line that is no JSON is left out. */
async function readLines(jsonl: Blob, signal: AbortSignal): Promise<LogEvent[]> {
  const lines: LogEvent[] = [];
  const decoder = new TextDecoder();
  let rest = "";
  const add = (line: string) => {
    const event = parsed(line);
    if (event?.request_id === undefined) return;
    const { request_id, service, operation, endpoint, request_data, duration_ms, response_data, error } = event;
    const requested = { service: request_data?.["service"] };
    const read = { event: event.event, request_id, service, operation, endpoint, duration_ms, response_data, error };
    lines.push({ ...read, request_data: requested } as unknown as LogEvent);
  };
  const reader = jsonl.stream().getReader();
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    signal.throwIfAborted();
    const parts = (rest + decoder.decode(step.value, { stream: true })).split("\n");
    rest = parts.pop() ?? "";
    parts.forEach(add);
  }
  add(rest);
  return lines;
}

function parsed(line: string): LogEvent | undefined {
  try {
    const value = JSON.parse(line) as unknown;
    return typeof value === "object" && value !== null ? (value as LogEvent) : undefined;
  } catch {
    // Not a line of ours; the end of a file that was cut.
    return undefined;
  }
}
