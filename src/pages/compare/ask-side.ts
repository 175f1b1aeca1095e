import type { TimeRange } from "../../analytics/call-rollups.ts";
import { type ByOperation, type ComparedSide, durationRangesMs } from "../../analytics/compare-logs/compared-side.ts";
import { mostValues } from "../../analytics/compare-logs/compared-value-fields.ts";
import { parseQuery } from "../../query/parse-query.ts";
import type { Division, Group, MeasureAnswer, MeasureRequest } from "../../query/measure.ts";
import type { LogReader } from "../../store/log-store.ts";
import { askSettings } from "./ask-settings.ts";

/** One side of a comparison: a log, or a range of it. */
export interface AskedSide {
  source: Pick<LogReader, "measure" | "exploreRows">;
  range: TimeRange;
  hasOwnCalls: boolean;
  /** Fields of calls whose values are compared. */
  paths: readonly string[];
}

/** More operations and error groups than logs have; of others the most frequent. */
const [mostOperations, mostGroups] = [300, 2_000];
const byOperation: Division = { is: "combinations", paths: ["service", "operation"], limit: mostOperations };
const queryOf = (text: string) => parseQuery(text).query;
/** Which rows are counted; links to them ask the same. */
export const countedQueries = {
  ended: queryOf("outcome:(ok OR error)"),
  failed: queryOf("outcome:error"),
  succeeded: queryOf("outcome:ok"),
  other: queryOf("-request_id:*"),
  otherFailed: queryOf("-request_id:* level:(ERROR OR CRITICAL)"),
};

/**
 * Counts one side of a comparison in the worker. Operations are keyed as JSON of service and operation, values as JSON.
 *
 * @param onStep one of `stepsOf` questions is answered
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function askSide(side: AskedSide, onStep: () => void, signal?: AbortSignal): Promise<ComparedSide> {
  const { source, range, hasOwnCalls, paths } = side;
  const ask = async (request: Partial<MeasureRequest>): Promise<MeasureAnswer> => {
    const scope = { view: "calls", query: queryOf(""), range, hasOwnCalls } as const;
    const answer = await source.measure({ ...scope, measures: [{ is: "rows" }], ...request }, signal);
    onStep();
    return answer;
  };
  const calls = await ask({ by: byOperation });
  const ended = await ask({ query: countedQueries.ended, by: byOperation });
  const groups = { is: "values", path: "error_group", limit: mostGroups } as const;
  const errors = await ask({ query: countedQueries.failed, by: byOperation, over: groups });
  const other = await ask({ view: "events", query: countedQueries.other });
  const otherErrors = await ask({ view: "events", query: countedQueries.otherFailed, over: groups });
  const fields = new Map<string, Map<string, ByOperation>>();
  for (const path of paths) {
    // One more than are compared: a field with more values has too many.
    const answer = await ask({ by: byOperation, over: { is: "values", path, limit: mostValues + 1 } });
    if (answer.over.length <= mostValues) fields.set(path, byValue(answer, keyOf));
  }
  return {
    calls: rowsOf(calls),
    ended: rowsOf(ended),
    errors: byValue(errors, nameOf),
    durations: await askDurations(ask),
    fields,
    otherLines: other.total,
    otherErrors: new Map(otherErrors.over.map((group, at) => [nameOf(group), otherErrors.numbers[0]![0]![at]!])),
    settings: await askSettings(side, onStep, signal),
  };
}

/** Steps of one side; the questions about settings are one. */
export const stepsOf = ({ paths }: Pick<AskedSide, "paths">): number => 8 + paths.length;

async function askDurations(ask: (request: Partial<MeasureRequest>) => Promise<MeasureAnswer>) {
  const scope = { query: countedQueries.succeeded, by: byOperation };
  const ranges = await ask({ ...scope, over: { is: "ranges", path: "duration_ms", edges: [...durationRangesMs] } });
  const percentile = (percent: number) => ({ is: "percentile", path: "duration_ms", percent }) as const;
  const exact = await ask({ ...scope, measures: [percentile(50), percentile(95)] });
  const [p50, p95] = exact.numbers as [Float64Array[], Float64Array[]];
  return new Map(
    exact.by.flatMap((group, at) => {
      const counts = ranges.numbers[0]![ranges.by.findIndex((one) => keyOf(one) === keyOf(group))];
      return counts === undefined
        ? []
        : [[keyOf(group), { counts, p50Ms: p50[at]![0]!, p95Ms: p95[at]![0]! }] as const];
    }),
  );
}

function rowsOf({ by, numbers }: MeasureAnswer): ByOperation {
  return new Map(by.map((group, at) => [keyOf(group), numbers[0]![at]![0]!]));
}

function byValue({ by, over, numbers }: MeasureAnswer, name: (group: Group) => string): Map<string, ByOperation> {
  return new Map(
    over.map((value, at) => {
      const rows = by.map((group, series): [string, number] => [keyOf(group), numbers[0]![series]![at]!]);
      return [name(value), new Map(rows.filter(([, count]) => count > 0))];
    }),
  );
}

function keyOf(group: Group): string {
  if (group.is === "combination") return JSON.stringify(group.values.map((value) => value ?? null));
  return group.is === "value" ? JSON.stringify(group.value) : "";
}

const nameOf = (group: Group) => (group.is === "value" ? String(group.value) : "");
