import { combinationOf } from "../../query/measure.ts";
import { timeStretches } from "../dashboards/time-stretches.ts";
import type { ErrorGroup, ErrorGroups, GroupsScope } from "./error-group.ts";
import { allOf, oneOf, valueIs } from "../../query/conditions.ts";
import { groupFailures, type GroupSource } from "./group-failures.ts";
import { isSameGroup } from "./group-key.ts";
import type { GroupingRule } from "./grouping-rule.ts";
import { toErrorGroup } from "./to-error-group.ts";

/** Bars of a trend, at most. */
const mostBars = 48;
/** Operations and page loads that are told apart: more than logs have. */
const [mostOperations, mostSessions] = [1_000, 100_000];

/**
 * Puts the failed calls of a log into groups: by service, status, message, cause and hop, outage, and the rules of a person, which are applied
 * in their order, those that normalise messages first.
 *
 * @throws whatever the log throws; DOMException `AbortError` when the signal aborts
 */
export async function readErrorGroups(
  source: GroupSource,
  scope: GroupsScope,
  rules: readonly GroupingRule[],
  signal?: AbortSignal,
): Promise<ErrorGroups> {
  const { range, hasOwnCalls, filter } = scope;
  const calls = { view: "calls", query: allOf(filter), range, hasOwnCalls } as const;
  const totals = await source.explore({ ...calls, facets: [] }, signal);
  const { firstMs, lastMs } = totals;
  const fromMs = range.fromMs ?? firstMs ?? 0;
  const toMs = Math.max(range.toMs ?? (lastMs ?? 0) + 1, fromMs + 1);
  const bins = timeStretches(fromMs, toMs, mostBars, scope.zone ?? "utc");
  const summary = { calls: totals.total, failed: totals.error, ownHidden: totals.ownHidden };
  const answer = { ...summary, firstMs, lastMs, bins };
  if (totals.error === 0 || firstMs === undefined || lastMs === undefined)
    return { ...answer, groups: [], sessions: 0 };
  const { kinds, groups } = await groupFailures(source, scope, { rules, bins, logMs: { firstMs, lastMs } }, signal);
  const operations = await source.measure(
    {
      ...{ ...calls, measures: [{ is: "rows" }] },
      by: { is: "combinations", paths: ["service", "operation"], limit: mostOperations },
    },
    signal,
  );
  const ofOperations = operations.by.map((group, at) => {
    const [service, operation] = combinationOf(group).map((value) => (value === undefined ? undefined : String(value)));
    return { service, operation, count: operations.numbers[0]![at]![0]! };
  });
  const sessions = await source.measure({ ...calls, measures: [{ is: "distinct", path: "session_id" }] }, signal);
  const context = { kinds, scope, calls: ofOperations, versionOf: await readVersions(source, signal) };
  return {
    ...answer,
    sessions: sessions.numbers[0]![0]![0]!,
    groups: groups.map((group) => toErrorGroup(group, context)).sort(byCount),
  };
}

/** Reads one group; undefined where the log has none with this key. */
export async function readErrorGroup(
  source: GroupSource,
  key: string,
  scope: GroupsScope,
  rules: readonly GroupingRule[],
  signal?: AbortSignal,
): Promise<ErrorGroup | undefined> {
  const { groups } = await readErrorGroups(source, scope, rules, signal);
  return groups.find((group) => group.key === key) ?? groups.find((group) => isSameGroup(group.key, key));
}

/** Versions of the console by page load. */
async function readVersions(source: GroupSource, signal: AbortSignal | undefined): Promise<Map<string, string>> {
  const answer = await source.measure(
    {
      ...{ view: "events", range: {}, hasOwnCalls: true, measures: [{ is: "rows" }] },
      query: oneOf([valueIs("event", "system_startup"), valueIs("event", "system_page_open")]),
      by: { is: "combinations", paths: ["session_id", "data.version"], limit: mostSessions },
    },
    signal,
  );
  return new Map(
    answer.by.flatMap((group) => {
      const [session, version] = combinationOf(group);
      return session === undefined || version === undefined ? [] : [[String(session), String(version)] as const];
    }),
  );
}

const byCount = (one: ErrorGroup, other: ErrorGroup) => other.count - one.count || (one.key < other.key ? -1 : 1);
