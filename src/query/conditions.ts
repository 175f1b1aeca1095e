import type { Query, Scalar } from "./query.ts";

/** The rows with exactly this value of a field; undefined: without one. */
export function valueIs(path: string, value: Scalar | undefined): Query {
  if (value === undefined) return { is: "not", part: { is: "field", path, test: { is: "present" } } };
  return { is: "field", path, test: { is: "value", value: String(value), isQuoted: typeof value === "string" } };
}

/** The rows that began in a range of time, in milliseconds since the epoch. */
export function beganIn({ fromMs, toMs }: { fromMs: number; toMs: number }): Query {
  const from = { value: new Date(fromMs).toISOString(), isInclusive: true };
  const to = { value: new Date(toMs).toISOString(), isInclusive: false };
  return { is: "field", path: "timestamp", test: { is: "range", from, to } };
}

/** Conditions that hold together; what holds for every row is left out. */
export function allOf(...parts: (Query | undefined)[]): Query {
  const given = parts.flatMap((part) =>
    part === undefined || part.is === "all" ? [] : part.is === "and" ? part.parts : [part],
  );
  return given.length === 0 ? { is: "all" } : given.length === 1 ? given[0]! : { is: "and", parts: given };
}

/** Conditions of which one holds. */
export function oneOf(parts: Query[]): Query {
  return parts.length === 1 ? parts[0]! : { is: "or", parts };
}
