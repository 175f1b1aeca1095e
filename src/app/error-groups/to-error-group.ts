import type { FailureKind } from "./count-failures.ts";
import type { ErrorGroup, GroupReason, GroupsScope } from "./error-group.ts";
import { allOf } from "../../query/conditions.ts";
import { failed } from "./group-conditions.ts";
import { kindParts } from "./group-key.ts";
import type { KindGroup } from "./kind-groups.ts";
import { kindsQuery } from "./kind-query.ts";

/** What groups are described with. */
export interface GroupContext {
  /** All kinds of failures of the log. */
  kinds: FailureKind[];
  scope: GroupsScope;
  /** Calls of the scope by service and operation. */
  calls: { service: string | undefined; operation: string | undefined; count: number }[];
  /** Versions of the console by page load. */
  versionOf: ReadonlyMap<string, string>;
}

/** The group as pages show it. */
export function toErrorGroup(group: KindGroup, context: GroupContext): ErrorGroup {
  const { key, message, kinds, parts } = group;
  const { filter, range, hasOwnCalls } = context.scope;
  const named = kinds.map(kindParts);
  const the = (name: keyof (typeof named)[number]) => {
    const values = new Set(named.map((one) => one[name]));
    const [first] = values;
    return values.size > 1 || first === undefined ? {} : { [name]: first };
  };
  const sessions = new Set(kinds.flatMap((kind) => [...kind.sessions]));
  const trends = kinds.map(({ trend }) => trend);
  return {
    key,
    scope: { view: "calls", query: allOf(filter, failed, kindsQuery(kinds, context.kinds)), range, hasOwnCalls },
    ...{ ...the("service"), ...the("operation"), ...the("status"), ...the("cause"), ...the("hop") },
    message,
    parts,
    services: sorted(named.map(({ service }) => service)),
    operations: sorted(named.map(({ operation }) => operation)),
    count: kinds.reduce((sum, { count }) => sum + count, 0),
    ofOperation: callsBeside(named, context.calls),
    firstMs: Math.min(...kinds.map(({ firstMs }) => firstMs)),
    lastMs: Math.max(...kinds.map(({ lastMs }) => lastMs)),
    sessions: sessions.size,
    versions: sorted([...sessions].map((session) => context.versionOf.get(session))),
    trend: trends.reduce((one, other) => one.map((count, at) => count + other[at]!)),
    why: reasonsOf(group),
  };
}

/** Calls of the operation; of its service where there are several operations, and all where there are several services. */
function callsBeside(named: ReturnType<typeof kindParts>[], calls: GroupContext["calls"]): number {
  const [{ service, operation }] = named as [(typeof named)[number]];
  const isOfService = named.every((one) => one.service === service);
  const isOfOperation = isOfService && named.every((one) => one.operation === operation);
  const beside = calls.filter(
    (one) => (!isOfService || one.service === service) && (!isOfOperation || one.operation === operation),
  );
  return beside.reduce((sum, { count }) => sum + count, 0);
}

function reasonsOf({ kinds, rules }: KindGroup): GroupReason[] {
  const named = kinds.map(kindParts);
  const { cause, hop } = named[0]!;
  const isOfOne = named.every((one) => one.cause === cause && one.hop === hop);
  const [{ outage }] = kinds as [FailureKind];
  const isOfOutage = kinds.every((kind) => kind.outage === outage);
  return [
    { is: "message", texts: sorted(named.map(({ errorGroup }) => errorGroup)) },
    ...(isOfOne && (cause ?? hop) !== undefined ? [{ is: "cause", cause, hop } as const] : []),
    ...(isOfOutage && outage ? [{ is: "outage", outage } as const] : []),
    ...rules.map((rule) => ({ is: "rule", rule }) as const),
  ];
}

function sorted(texts: (string | undefined)[]): string[] {
  return [...new Set(texts)].filter((text) => text !== undefined).sort();
}
