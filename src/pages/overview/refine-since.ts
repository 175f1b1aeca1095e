import { findChangePoint } from "../../analytics/changes/change-point.ts";
import type { Change } from "../../analytics/changes/find-changes.ts";
import type { TimeRange } from "../../analytics/call-rollups.ts";
import { parseQuery } from "../../query/parse-query.ts";
import { printValue } from "../../query/edit/edit-query.ts";
import type { LogReader } from "../../store/log-store.ts";

/** Stretches that a bin and the one before it are divided into, again and again until one is this short, in milliseconds. */
const [stretches, shortMs] = [120, 1_000];

/** What was asked, and how fine the answer is. */
export interface RefinedRange {
  range: TimeRange;
  hasOwnCalls: boolean;
  stepMs: number;
}

/**
 * When a change began, to about a second: the place near its bin that divides the calls best, by the same statistic. Each
 * time that it looks closer it asks three questions, which columns answer.
 *
 * @returns milliseconds since the epoch; of a change without a moment undefined
 */
export async function refineSince(
  source: Pick<LogReader, "measure">,
  { service, measure, sinceMs, limitMs }: Change,
  { range, hasOwnCalls, stepMs }: RefinedRange,
  signal?: AbortSignal,
): Promise<number | undefined> {
  if (sinceMs === undefined) return undefined;
  const query = parseQuery(`service:${printValue(service)} outcome:(ok OR error)`).query;
  const part = parseQuery(measure === "failing" ? "outcome:error" : `duration_ms:>=${String(limitMs ?? 0)}`).query;
  const measures = [{ is: "rows" as const }, { is: "share" as const, part }];
  const question = { view: "calls" as const, query, hasOwnCalls, measures };
  /** Calls, and those that are meant, of each stretch of a time. */
  const count = async (of: TimeRange, bins?: number): Promise<{ parts: number[]; wholes: number[] }> => {
    const { fromMs = 0, toMs = 0 } = of;
    const over = bins === undefined ? undefined : ({ is: "time", fromMs, toMs, bins } as const);
    const { numbers } = await source.measure({ ...question, range: of, ...(over && { over }) }, signal);
    const wholes = [...numbers[0]![0]!];
    const shares = numbers[1]![0]!;
    return { wholes, parts: wholes.map((rows, at) => (rows === 0 ? 0 : rows * shares[at]!)) };
  };
  let [since, step] = [sinceMs, stepMs];
  while (step > shortMs) {
    const fromMs = Math.max(range.fromMs ?? -Infinity, since - step);
    const toMs = Math.min(range.toMs ?? Infinity, since + step);
    const counted = [
      await count({ ...range, toMs: fromMs }),
      await count({ fromMs, toMs }, stretches),
      await count({ ...range, fromMs: toMs }),
    ];
    const [parts, wholes] = [counted.flatMap((one) => one.parts), counted.flatMap((one) => one.wholes)];
    const point = findChangePoint({ parts, wholes }, 1, stretches);
    if (point === undefined) break;
    step = (toMs - fromMs) / stretches;
    since = fromMs + (point.at - 1) * step;
  }
  return Math.floor(since);
}
