import { parseQuery } from "../../query/parse-query.ts";
import type { Measure, MeasureAnswer, MeasureRequest } from "../../query/measure.ts";
import type { Query } from "../../query/query.ts";
import type { QueryScope } from "../../query/query-scope.ts";
import type { TimeFrame } from "../../query/resolve-times.ts";
import type { AlertHistory } from "./alert-history.ts";
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
const finished: Query = { is: "or", parts: [isOutcome("ok"), isOutcome("error")] };
/** An alert is an event too, and no reason for another one. */
const noAlerts: Query = {
  is: "not",
  part: { is: "field", path: "event", test: { is: "wildcard", pattern: "system_alert_*" } },
};

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
  const isOfEnds = measure.is === "success" || measure.is === "failures" || measure.is === "percentile";
  if (view === "calls" && isOfEnds) parts.push(finished);
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

/** The number that a rule looks at. */
function valueMeasure(rule: MeasuredRule, frame: TimeFrame): Measure {
  const { measure } = rule;
  switch (measure.is) {
    case "success":
      return { is: "share", part: isOutcome("ok") };
    case "failures":
      return { is: "share", part: isOutcome("error") };
    case "share":
      return { is: "share", part: parseQuery(measure.part, frame).query };
    case "count":
      return { is: "rows" };
    case "percentile":
      return measure;
  }
}

/** Asks for one measurement: of the window that ends at this moment. */
export function sampleQuestion(rule: MeasuredRule, frame: TimeFrame): MeasureRequest {
  const { nowMs } = frame;
  const range = { fromMs: nowMs - rule.windowMs, toMs: nowMs };
  return { ...alertScope(rule, frame), range, measures: [{ is: "rows" }, valueMeasure(rule, frame)] };
}

/** The measurement in the answer to `sampleQuestion`. */
export function sampleOf({ numbers }: MeasureAnswer, atMs: number): AlertSample {
  return { atMs, rows: numbers[0]![0]![0]!, value: numbers[1]![0]![0]! };
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
