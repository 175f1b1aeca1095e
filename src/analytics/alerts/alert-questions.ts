import { parseQuery } from "../../query/parse-query.ts";
import type { Measure, MeasureAnswer, MeasureRequest } from "../../query/measure.ts";
import type { Query } from "../../query/query.ts";
import type { QueryScope } from "../../query/match/query-scope.ts";
import type { TimeFrame } from "../../query/resolve-times.ts";
import type { AlertHistory } from "./alert-history.ts";
import { burnRate, reachedByBoth, shortWindowsInLong } from "./burn-rate.ts";
import type { AlertRule } from "./alert-rule.ts";
import type { AlertSample } from "./alert-state.ts";

/** A rule that is answered by the rows of a log. */
export type MeasuredRule = AlertRule & { measure: Exclude<AlertRule["measure"], { is: "log-room" }> };

/** Whether the rows of a log answer a rule. */
export function isMeasured(rule: AlertRule): rule is MeasuredRule {
  return rule.measure.is !== "log-room";
}

const valueTest = (path: string, value: string): Query => ({
  is: "field",
  path,
  test: { is: "value", value, isQuoted: false },
});
const isOutcome = (value: string): Query => valueTest("outcome", value);
/** Calls that ended well, and in time. @param thanMs longest time, in milliseconds; default: any */
export function goodCalls(thanMs?: number): Query {
  if (thanMs === undefined) return isOutcome("ok");
  const to = { value: String(thanMs), isInclusive: true };
  return { is: "and", parts: [isOutcome("ok"), { is: "field", path: "duration_ms", test: { is: "range", to } }] };
}
const finished: Query = { is: "or", parts: [isOutcome("ok"), isOutcome("error")] };
/** An alert is an event too, and no reason for another one. */
const noAlerts: Query = {
  is: "not",
  part: { is: "field", path: "event", test: { is: "wildcard", pattern: "system_alert_*" } },
};

/** Whether only calls that ended well or failed are measured. */
export function isOfEnds({ is }: AlertRule["measure"]): boolean {
  return is === "success" || is === "failures" || is === "percentile" || is === "burn";
}

/**
 * The rows that a rule measures: of calls those that ended well or failed, unless it counts rows. Calls of the console itself
 * are among them where the query names `initiator`; events of alerts where it names them.
 */
export function alertScope(
  rule: Pick<MeasuredRule, "view" | "query" | "measure">,
  frame: TimeFrame,
): Omit<QueryScope, "range"> {
  const { view, measure } = rule;
  const { query, tests } = parseQuery(rule.query, frame);
  const parts = [query];
  if (view === "calls" && isOfEnds(measure)) parts.push(finished);
  if (measure.is === "percentile") parts.push({ is: "field", path: measure.path, test: { is: "present" } });
  if (view === "events" && !rule.query.includes("system_alert")) parts.push(noAlerts);
  const given = parts.filter(({ is }) => is !== "all");
  const hasOwnCalls = view === "events" || tests.some(({ path }) => path === "initiator");
  return { view, query: given.length === 1 ? given[0]! : { is: "and", parts: given }, hasOwnCalls };
}

/** The query of the rows that count against a rule. @param usual of a percentile its value over the whole log */
export function badRows(rule: MeasuredRule, frame: TimeFrame, usual: number): Query {
  const { measure, fires } = rule;
  switch (measure.is) {
    case "success":
    case "failures":
      return isOutcome("error");
    case "burn":
      return { is: "not", part: goodCalls(measure.thanMs) };
    case "share": {
      const { query } = parseQuery(measure.part, frame);
      return fires === "under" ? { is: "not", part: query } : query;
    }
    case "count":
      return { is: "all" };
    case "percentile": {
      const bound = { value: String(usual), isInclusive: false };
      const test = fires === "over" ? { is: "range" as const, from: bound } : { is: "range" as const, to: bound };
      return { is: "field", path: measure.path, test };
    }
  }
}

/** The number that a rule looks at; of a burn rate the share that it is made of. */
function valueMeasure(rule: MeasuredRule, frame: TimeFrame): Measure {
  const { measure } = rule;
  switch (measure.is) {
    case "success":
      return { is: "share", part: isOutcome("ok") };
    case "failures":
    case "burn":
      return { is: "share", part: badRows(rule, frame, NaN) };
    case "share":
      return { is: "share", part: parseQuery(measure.part, frame).query };
    case "count":
      return { is: "rows" };
    case "percentile":
      return measure;
  }
}

/** Asks for one measurement: of the window that ends at this moment, of a burn rate in short windows. */
export function sampleQuestion(rule: MeasuredRule, frame: TimeFrame): MeasureRequest {
  const { nowMs } = frame;
  const range = { fromMs: nowMs - rule.windowMs, toMs: nowMs };
  const question = {
    ...alertScope(rule, frame),
    range,
    measures: [{ is: "rows" as const }, valueMeasure(rule, frame)],
  };
  if (rule.measure.is !== "burn") return question;
  return { ...question, over: { is: "time", ...range, bins: shortWindowsInLong } };
}

/** The measurement in the answer to `sampleQuestion`. */
export function sampleOf({ measure }: MeasuredRule, { numbers }: MeasureAnswer, atMs: number): AlertSample {
  const [rows, values] = [numbers[0]![0]!, numbers[1]![0]!];
  if (measure.is !== "burn") return { atMs, rows: rows[0]!, value: values[0]! };
  const parts = Array.from(rows, (count, at) => ({
    rows: count,
    good: count === 0 ? 0 : count - Math.round(count * values[at]!),
  }));
  const long = parts.reduce((sum, part) => ({ rows: sum.rows + part.rows, good: sum.good + part.good }));
  const value = reachedByBoth(burnRate(measure, long), burnRate(measure, parts.at(-1)!));
  return { atMs, rows: long.rows, value };
}

/** Bins over a whole log. */
export interface HistoryBins {
  fromMs: number;
  stepMs: number;
  bins: number;
}

/** Of a percentile: asks for its value over the whole log, beyond which a row is bad. */
export function usualQuestion(rule: MeasuredRule, { fromMs, stepMs, bins }: HistoryBins): MeasureRequest {
  const toMs = fromMs + bins * stepMs;
  const frame = { nowMs: toMs, zone: "utc" };
  return { ...alertScope(rule, frame), range: { fromMs, toMs }, measures: [valueMeasure(rule, frame)] };
}

/** Asks for rows and bad rows of each bin. */
export function historyQuestion(
  rule: MeasuredRule,
  { fromMs, stepMs, bins }: HistoryBins,
  usual: number,
): MeasureRequest {
  const toMs = fromMs + bins * stepMs;
  const frame = { nowMs: toMs, zone: "utc" };
  return {
    ...alertScope(rule, frame),
    range: { fromMs, toMs },
    measures: [{ is: "rows" }, { is: "share", part: badRows(rule, frame, usual) }],
    over: { is: "time", fromMs, toMs, bins },
  };
}

/** The history in the answer to `historyQuestion`. */
export function historyOf({ numbers }: MeasureAnswer, { fromMs, stepMs }: HistoryBins): AlertHistory {
  const [rows, shares] = [numbers[0]![0]!, numbers[1]![0]!];
  return {
    fromMs,
    stepMs,
    rows,
    bad: rows.map((count, index) => (count === 0 ? 0 : Math.round(count * shares[index]!))),
  };
}

/** Asks for the value and the rows of a sliding window at the end of each bin. */
export function seriesQuestion(
  rule: MeasuredRule,
  { fromMs, stepMs, bins }: HistoryBins,
  windowMs: number,
): MeasureRequest {
  const toMs = fromMs + bins * stepMs;
  const frame = { nowMs: toMs, zone: "utc" };
  return {
    ...alertScope(rule, frame),
    range: { fromMs, toMs },
    measures: [valueMeasure(rule, frame), { is: "rows" }],
    over: { is: "time", fromMs, toMs, bins },
    windowBins: Math.max(1, Math.round(windowMs / stepMs)),
  };
}
