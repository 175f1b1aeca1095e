import type { Clause, Difference } from "../../../analytics/differs/difference.ts";

/**
 * Index of a difference in a later answer; -1 where it is not among them. Ranges are found anew in each answer, so that one is
 * the same with other bounds too.
 */
export function indexOfSame(differences: readonly Difference[], clauses: readonly Clause[]): number {
  const exact = differences.findIndex((difference) => textOf(difference.clauses) === textOf(clauses));
  if (exact >= 0) return exact;
  const rough = (some: readonly Clause[]) =>
    textOf(some.map((clause) => (clause.is === "range" ? clause.path : clause)));
  return differences.findIndex((difference) => rough(difference.clauses) === rough(clauses));
}

const textOf = (clauses: readonly unknown[]) =>
  clauses
    .map((clause) => JSON.stringify(clause))
    .sort()
    .join();
