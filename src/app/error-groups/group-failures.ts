import type { LogReader } from "../../store/log-store.ts";
import { countFailures, type FailureKind } from "./count-failures.ts";
import type { ErrorGroups, GroupsScope, Outage } from "./error-group.ts";
import { findOutages } from "./find-outages.ts";
import { allOf, beganIn, oneOf, valueIs } from "../../query/conditions.ts";
import { failed } from "./group-conditions.ts";
import { isSameGroup } from "./group-key.ts";
import type { GroupingRule } from "./grouping-rule.ts";
import { groupKinds, mergeGroups, splitGroup, type KindGroup } from "./kind-groups.ts";
import { kindsQuery } from "./kind-query.ts";

/** What groups are read from: the live log, or an imported one. */
export type GroupSource = Pick<LogReader, "explore" | "measure">;

/** How failures are grouped. */
export interface Grouping {
  rules: readonly GroupingRule[];
  bins: ErrorGroups["bins"];
  /** Time of the first and the last row of the log: outages are looked for in all of it. */
  logMs: { firstMs: number; lastMs: number };
}

/**
 * Puts the failed calls of a scope into groups, without what pages show of them.
 *
 * @returns the groups, and all kinds of failures that they are made of
 */
export async function groupFailures(
  source: GroupSource,
  scope: GroupsScope,
  { rules, bins, logMs }: Grouping,
  signal?: AbortSignal,
): Promise<{ kinds: FailureKind[]; groups: KindGroup[] }> {
  const kinds = await countApart(source, scope, await findOutages(source, logMs, signal), bins, signal);
  let groups = groupKinds(kinds, rules);
  for (const rule of rules) {
    if (rule.is === "merge") groups = mergeGroups(groups, rule);
    if (rule.is === "split") groups = await splitOne(source, scope, { groups, rule, kinds, bins }, signal);
  }
  return { kinds, groups };
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
