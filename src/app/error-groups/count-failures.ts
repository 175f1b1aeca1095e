import { combinationOf, type MeasureAnswer } from "../../query/measure.ts";
import type { Query, Scalar } from "../../query/query.ts";
import type { LogReader } from "../../store/log-store.ts";
import type { ErrorGroups, GroupsScope, Outage } from "./error-group.ts";
import { kindPaths } from "./group-conditions.ts";

/** Failures that agree in all that tells failures apart. */
export interface FailureKind {
  /** In the order of `kindPaths`. */
  values: (Scalar | undefined)[];
  /** Value of the field that the group was split by. */
  part?: { path: string; value: Scalar | undefined };
  /** The group that it was split from, as a query. */
  within?: Query;
  outage?: Outage;
  count: number;
  firstMs: number;
  lastMs: number;
  sessions: Set<string>;
  trend: number[];
}

/** More than logs have. Beyond it the trends of the rarest kinds, and the rarest kinds themselves, are left out. */
const [mostKinds, mostKindSessions] = [2_000, 200_000];

/**
 * Counts failures by what tells them apart.
 *
 * @param query the failures that are meant
 * @param splitBy a field that tells them apart as well
 * @throws whatever the log throws
 */
export async function countFailures(
  source: Pick<LogReader, "measure">,
  { range, hasOwnCalls }: Pick<GroupsScope, "range" | "hasOwnCalls">,
  query: Query,
  { bins, splitBy }: { bins: ErrorGroups["bins"]; splitBy?: string },
  signal?: AbortSignal,
): Promise<FailureKind[]> {
  const scope = { view: "calls", query, range, hasOwnCalls } as const;
  const paths = [...kindPaths, ...(splitBy === undefined ? [] : [splitBy])];
  const bySession = await source.measure(
    {
      ...scope,
      measures: [{ is: "rows" }, { is: "least", path: "timestamp" }, { is: "most", path: "timestamp" }],
      by: { is: "combinations", paths: [...paths, "session_id"], limit: mostKindSessions },
    },
    signal,
  );
  const overTime = await source.measure(
    {
      ...scope,
      measures: [{ is: "rows" }],
      by: { is: "combinations", paths, limit: mostKinds },
      over: { is: "time", ...bins },
    },
    signal,
  );
  const kinds = new Map<string, FailureKind>();
  for (const [at, group] of bySession.by.entries())
    addSession(kinds, combinationOf(group), numbersAt(bySession, at), { bins: bins.bins, splitBy });
  for (const [at, group] of overTime.by.entries()) {
    const kind = kinds.get(JSON.stringify(combinationOf(group)));
    if (kind) kind.trend = Array.from(overTime.numbers[0]![at]!);
  }
  return [...kinds.values()];
}

function addSession(
  kinds: Map<string, FailureKind>,
  all: (Scalar | undefined)[],
  [count, firstMs, lastMs]: [number, number, number],
  { bins, splitBy }: { bins: number; splitBy: string | undefined },
): void {
  const [values, session] = [all.slice(0, -1), all.at(-1)];
  const key = JSON.stringify(values);
  const before = kinds.get(key);
  const sessions = before?.sessions ?? new Set();
  if (session !== undefined) sessions.add(String(session));
  kinds.set(key, {
    values: values.slice(0, kindPaths.length),
    ...(splitBy !== undefined && { part: { path: splitBy, value: values[kindPaths.length] } }),
    count: count + (before?.count ?? 0),
    firstMs: earlier(firstMs, before?.firstMs),
    lastMs: -earlier(-lastMs, before && -before.lastMs),
    sessions,
    trend: new Array<number>(bins).fill(0),
  });
}

/** A call without a valid time has none to compare. */
function earlier(one: number, other = NaN): number {
  return Number.isNaN(one) ? other : Number.isNaN(other) ? one : Math.min(one, other);
}

function numbersAt({ numbers }: MeasureAnswer, at: number): [number, number, number] {
  return [numbers[0]![at]![0]!, numbers[1]![at]![0]!, numbers[2]![at]![0]!];
}
