import type { LogEvent } from "../../logging/log-event.ts";
import { maxScenarioCalls, type Scenario } from "../../wire/scenario.ts";
import { scenarioCall } from "./scenario-call.ts";

/** A scenario, and how many of the calls are in it. */
export interface RecordedScenario {
  /** Undefined where none of the calls can be played. */
  scenario: Scenario | undefined;
  /** Calls that did not end, were cancelled, or are none of the platform's. */
  leftOut: number;
  /** Calls over the limit: the oldest are taken. */
  overLimit: number;
}

/**
 * Makes a scenario of the calls that lines tell of.
 *
 * @param lines in their order in time
 */
export function recordScenario(lines: Iterable<LogEvent>): RecordedScenario {
  const byCall = new Map<string, LogEvent[]>();
  for (const line of lines) {
    if (line.request_id === undefined) continue;
    const known = byCall.get(line.request_id);
    if (known) known.push(line);
    else byCall.set(line.request_id, [line]);
  }
  const calls = [...byCall.values()].flatMap((each) => scenarioCall(each) ?? []);
  const played = calls.slice(0, maxScenarioCalls);
  return {
    scenario: played.length > 0 ? { format: "audiokit-scenario", version: 1, calls: played } : undefined,
    leftOut: byCall.size - calls.length,
    overLimit: calls.length - played.length,
  };
}
