import type { LogEvent } from "../logging/log-event.ts";
import type { Clues } from "./clues.ts";
import type { Evidence, Finding } from "./evidence.ts";
import { eventEvidence } from "./quotes.ts";
import type { Rule } from "./rule.ts";
import { originOf } from "./weighing.ts";

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

function distanceMs(one: LogEvent, other: LogEvent): number {
  return Math.abs(Date.parse(one.timestamp) - Date.parse(other.timestamp));
}

/**
 * Since when the cause lasts, when the probe after the call still finds its step bad: the time of the first call with the same error since
 * the last that went well. UTC, ISO 8601; undefined when that is not known.
 */
export function sinceWhen({ end, neighbours, isProbedAfter }: Clues, { supports }: Finding): string | undefined {
  if (
    end?.event !== "request_error" ||
    !isProbedAfter ||
    !supports.some(({ evidence }) => evidence.source.kind === "probe")
  )
    return undefined;
  let since = end.timestamp;
  const before = neighbours
    .filter(({ endpoint, timestamp }) => originOf(endpoint) === originOf(end.endpoint) && timestamp <= end.timestamp)
    .toSorted((a, b) => distanceMs(a, end) - distanceMs(b, end));
  for (const { event, error, timestamp } of before) {
    if (event === "request_success") break;
    if (event === "request_error" && error?.error_type === end.error?.error_type) since = timestamp;
  }
  return since;
}
