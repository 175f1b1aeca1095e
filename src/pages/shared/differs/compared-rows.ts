import { allOf } from "../../../query/conditions.ts";
import type { FieldTest, Query } from "../../../query/query.ts";
import type { Comparison, ExploreScope } from "../../../store/explore.ts";

/** Two groups of rows as the worker is asked to compare them. */
export interface ComparedRows {
  scope: ExploreScope;
  comparison: Comparison;
}

/** Fields that only the end of a failed call has, or that say that it failed. */
const ofFailures = /^(outcome$|level$|error_group$|error_diagnosis$|(?:error|diagnosis)(\.|$))/;

/**
 * Widens a scope that holds only one of the two groups. Rows that ended well stand beside the failures that a query asks for,
 * and quick ones beside those that it asks for by their duration.
 */
export function comparedRows(scope: ExploreScope, comparison: Comparison): ComparedRows {
  const parts = scope.query.is === "and" ? scope.query.parts : [scope.query];
  const withParts = (some: Query[]): ExploreScope => ({ ...scope, query: allOf(...some) });
  if (comparison.is === "failing") {
    const [some, others] = divide(parts, (part) => pathsOf(part).every((path) => ofFailures.test(path)));
    if (some.length === 0) return { scope, comparison };
    const either: Query = { is: "or", parts: [allOf(...some), fieldIs("outcome", "ok")] };
    return { scope: withParts([...others, either]), comparison };
  }
  if (comparison.is === "slow" && comparison.overMs === undefined) {
    const [some, others] = divide(parts, (part) => longerThan(part) !== undefined);
    if (some.length === 0) return { scope, comparison };
    const overMs = Math.max(...some.map((part) => longerThan(part)!));
    return { scope: withParts(others), comparison: { is: "slow", overMs } };
  }
  return { scope, comparison };
}

/** The selected rows of a comparison as a condition; undefined where none says it: what is slow for its kind. */
export function selectedBy(comparison: Comparison): Query | undefined {
  switch (comparison.is) {
    case "failing":
      return fieldIs("outcome", "error");
    case "slow":
      if (comparison.overMs === undefined) return undefined;
      return allOf(fieldIs("outcome", "ok"), longer(comparison.overMs));
    case "after": {
      const from = { value: new Date(comparison.timeMs).toISOString(), isInclusive: true };
      return { is: "field", path: "timestamp", test: { is: "range", from } };
    }
    case "query":
      return comparison.query;
  }
}

function fieldIs(path: string, value: string): Query {
  return { is: "field", path, test: { is: "value", value, isQuoted: false } };
}

function longer(overMs: number): Query {
  const test: FieldTest = { is: "range", from: { value: String(overMs), isInclusive: false } };
  return { is: "field", path: "duration_ms", test };
}

/** The duration that a condition asks to be exceeded, in milliseconds. */
function longerThan(query: Query): number | undefined {
  if (query.is !== "field" || query.path !== "duration_ms" || query.test.is !== "range") return undefined;
  const { from, to } = query.test;
  if (from === undefined || to !== undefined || Number.isNaN(Number(from.value))) return undefined;
  // Durations have at most three decimals.
  return Number(from.value) - (from.isInclusive ? 0.0001 : 0);
}

/** Paths that a condition tests; of one that tests the line as well, something that no path is. */
function pathsOf(query: Query): string[] {
  if (query.is === "and" || query.is === "or") return query.parts.flatMap(pathsOf);
  if (query.is === "not") return pathsOf(query.part);
  return [query.is === "field" ? query.path : ""];
}

function divide(parts: Query[], isMeant: (part: Query) => boolean): [Query[], Query[]] {
  return [parts.filter(isMeant), parts.filter((part) => !isMeant(part))];
}
