import type { LogEvent } from "../logging/log-event.ts";
import { eventEvidence, type Clues } from "./clues.ts";
import type { Evidence } from "./evidence.ts";
import type { Rule } from "./rule.ts";

/** Most events given as evidence for, and against. */
const most = 2;

/**
 * Evidence from other calls to the same origin, for causes of the connection or the account: successful calls speak against
 * the cause, calls with the same error for it. Does not change the confidence.
 */
export function neighbourEvidence(
  { end, neighbours, failed }: Clues,
  { about }: Pick<Rule, "about">,
): { supports: Evidence[]; contradicts: Evidence[] } {
  if (!failed || !end || (about !== "connection" && about !== "account")) return { supports: [], contradicts: [] };
  const others = neighbours
    .filter(
      ({ request_id, endpoint }) => request_id !== end.request_id && originOf(endpoint) === originOf(end.endpoint),
    )
    .toSorted((a, b) => distanceMs(a, end) - distanceMs(b, end));
  return {
    supports: others
      .filter(({ event, error }) => event === "request_error" && error?.error_type === end.error?.error_type)
      .slice(0, most)
      .map((event) => eventEvidence(event)),
    contradicts: others
      .filter(({ event }) => event === "request_success")
      .slice(0, most)
      .map((event) => eventEvidence(event)),
  };
}

function originOf(endpoint: string | undefined): string {
  return endpoint !== undefined && URL.canParse(endpoint) ? new URL(endpoint).origin : "";
}

function distanceMs(one: LogEvent, other: LogEvent): number {
  return Math.abs(Date.parse(one.timestamp) - Date.parse(other.timestamp));
}
