import type { Group } from "../../query/measure.ts";
import type { Scalar } from "../../query/query.ts";
import type { LogReader } from "../../store/log-store.ts";
import { timeStretches } from "../dashboards/time-stretches.ts";
import { countFailures, type FailureKind } from "./count-failures.ts";
import type { ErrorGroup, ErrorGroups, GroupsScope, Outage } from "./error-group.ts";
import { findOutages } from "./find-outages.ts";
import { allOf, beganIn, failed, oneOf, valueIs } from "./group-conditions.ts";
import { isSameGroup } from "./group-key.ts";
import type { GroupingRule } from "./grouping-rule.ts";
import { groupKinds, mergeGroups, splitGroup, type KindGroup } from "./kind-groups.ts";
import { kindsQuery } from "./kind-query.ts";
import { toErrorGroup } from "./to-error-group.ts";

/** What groups are read from: the live log, or an imported one. */
export type GroupSource = Pick<LogReader, "explore" | "measure">;

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
  const summary = { position: totals.position, calls: totals.total, failed: totals.error, ownHidden: totals.ownHidden };
  const answer = { ...summary, firstMs, lastMs, bins };
  if (totals.error === 0 || firstMs === undefined || lastMs === undefined)
    return { ...answer, groups: [], sessions: 0 };
  const outages = await findOutages(source, { firstMs, lastMs }, signal);
  const kinds = await countApart(source, scope, outages, bins, signal);
  const operations = await source.measure(
    {
      ...{ ...calls, measures: [{ is: "rows" }] },
      by: { is: "combinations", paths: ["service", "operation"], limit: mostOperations },
    },
    signal,
  );
  const ofOperations = operations.by.map((group, at) => {
    const [service, operation] = valuesOf(group).map((value) => (value === undefined ? undefined : String(value)));
    return { service, operation, count: operations.numbers[0]![at]![0]! };
  });
  const sessions = await source.measure({ ...calls, measures: [{ is: "distinct", path: "session_id" }] }, signal);
  const versionOf = await readVersions(source, signal);
  let groups = groupKinds(kinds, rules);
  for (const rule of rules) {
    if (rule.is === "merge") groups = mergeGroups(groups, rule);
    if (rule.is === "split") groups = await splitOne(source, scope, { groups, rule, kinds, bins }, signal);
  }
  const context = { kinds, scope, calls: ofOperations, versionOf };
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

/** Counts the failures of each outage apart from all others. */
async function countApart(
  source: GroupSource,
  scope: GroupsScope,
  outages: Outage[],
  bins: ErrorGroups["bins"],
  signal: AbortSignal | undefined,
): Promise<FailureKind[]> {
  const inOutage = outages.map((outage) => allOf(...wayOf(outage), beganIn(outage)));
  const others = outages.length === 0 ? undefined : ({ is: "not", part: oneOf(inOutage) } as const);
  const kinds = await countFailures(source, scope, allOf(scope.filter, failed, others), { bins }, signal);
  for (const [at, outage] of outages.entries()) {
    const query = allOf(scope.filter, failed, inOutage[at]);
    const found = await countFailures(source, scope, query, { bins }, signal);
    kinds.push(...found.map((kind) => ({ ...kind, outage })));
  }
  return kinds;
}

function wayOf({ service, status, cause, hop }: Outage) {
  const paths = [
    ["service", service],
    ["error.error_type", status],
    ["diagnosis.cause", cause],
    ["diagnosis.hop", hop],
  ] as const;
  return paths.map(([path, value]) => valueIs(path, value));
}

async function splitOne(
  source: GroupSource,
  scope: GroupsScope,
  state: { groups: KindGroup[]; rule: GroupingRule & { is: "split" }; kinds: FailureKind[]; bins: ErrorGroups["bins"] },
  signal: AbortSignal | undefined,
): Promise<KindGroup[]> {
  const { groups, rule, kinds, bins } = state;
  const group = groups.find(({ key }) => isSameGroup(key, rule.key));
  if (group === undefined) return groups;
  const within = kindsQuery(group.kinds, kinds);
  const query = allOf(scope.filter, failed, within);
  const parts = await countFailures(source, scope, query, { bins, splitBy: rule.path }, signal);
  const [outage, ...others] = new Set(group.kinds.map((kind) => kind.outage));
  const whole = parts.map((part) => ({ ...part, within, ...(outage && others.length === 0 && { outage }) }));
  return [...groups.filter((one) => one !== group), ...splitGroup(group, rule, whole)];
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
      const [session, version] = valuesOf(group);
      return session === undefined || version === undefined ? [] : [[String(session), String(version)] as const];
    }),
  );
}

const valuesOf = (group: Group): (Scalar | undefined)[] => (group.is === "combination" ? group.values : []);
const byCount = (one: ErrorGroup, other: ErrorGroup) => other.count - one.count || (one.key < other.key ? -1 : 1);
