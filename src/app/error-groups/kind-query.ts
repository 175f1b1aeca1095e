import type { Query } from "../../query/query.ts";
import type { FailureKind } from "./count-failures.ts";
import { allOf, beganIn, oneOf, valueIs } from "../../query/conditions.ts";
import { kindPaths } from "./group-conditions.ts";

/**
 * Failures of some kinds as a query, in as few conditions as tell them from the others. That they failed is not among them.
 *
 * @param all kinds of the log
 */
export function kindsQuery(kinds: FailureKind[], all: FailureKind[]): Query {
  const [{ outage } = {}] = kinds;
  const isOfOutage = outage !== undefined && kinds.every((kind) => kind.outage === outage);
  const conditions = kinds.map((kind) => conditionOf(kind, all, isOfOutage));
  const distinct = [...new Map(conditions.map((one) => [JSON.stringify(one), one])).values()];
  return allOf(oneOf(distinct), isOfOutage ? beganIn(outage) : undefined);
}

function conditionOf(kind: FailureKind, all: FailureKind[], hasTime: boolean): Query {
  const { values, within, part, outage } = kind;
  if (within) return allOf(within, part && valueIs(part.path, part.value));
  const alike = all.filter((one) => one.values[0] === values[0]);
  const telling = kindPaths.flatMap((path, at) =>
    at > 0 && alike.some((one) => one.values[at] !== values[at]) ? [valueIs(path, values[at])] : [],
  );
  const same = alike.filter((one) => one.values.every((value, at) => value === values[at]));
  const outages = new Set(same.flatMap((one) => (one.outage ? [one.outage] : [])));
  const time = outage
    ? [hasTime ? undefined : beganIn(outage)]
    : [...outages].map((other): Query => ({ is: "not", part: beganIn(other) }));
  return allOf(valueIs(kindPaths[0], values[0]), ...telling, ...time);
}
