import type { Clause, Difference } from "../../../analytics/differs/difference.ts";
import type { GroupCounts } from "../../../analytics/differs/row-counter.ts";
import type { Query } from "../../../query/query.ts";
import type { ExploreReader, ExploreScope } from "../../../store/explore.ts";
import { clauseQuery } from "../clauses/clause-query.ts";
import { allOf } from "../../../query/conditions.ts";
import { selectedBy, type ComparedRows } from "./compared-rows.ts";

/** Rows by two fields of a difference. */
export interface PairMatrix {
  rows: Clause[];
  columns: Clause[];
  /** For each row its columns. */
  cells: GroupCounts[][];
}

const mostRows = 6;
const mostColumns = 4;

/** Whether a difference has two fields whose rows can be counted cell by cell. */
export function hasMatrix({ clauses }: Difference, { comparison }: ComparedRows): boolean {
  return clauses.length > 1 && comparison.is !== "slow";
}

/**
 * Counts the rows of a comparison by the first two fields of a difference: their most frequent values, or the ranges beside
 * and within that of the difference.
 */
export async function readPairMatrix(
  source: Pick<ExploreReader, "explore">,
  { scope, comparison }: ComparedRows,
  { clauses }: Difference,
  signal: AbortSignal,
): Promise<PairMatrix> {
  const pair = clauses.slice(0, 2) as [Clause, Clause];
  const valued = pair.filter(({ is }) => is === "value").map(({ path }) => path);
  const { facets } = await source.explore({ ...scope, facets: valued }, signal);
  const axis = (clause: Clause, most: number): Clause[] => {
    if (clause.is === "range") return besides(clause);
    const { path } = clause;
    const values = facets.find((facet) => facet.path === path)?.values.map(({ value }) => value) ?? [];
    const shown = [clause.value, ...values.filter((value) => value !== clause.value)].slice(0, most);
    return shown.sort(compare).map((value) => ({ path, is: "value", value }));
  };
  const [rows, columns] = [axis(pair[0], mostRows), axis(pair[1], mostColumns)];
  const count = async (conditions: Query[]) => {
    const within: ExploreScope = { ...scope, query: allOf(scope.query, ...conditions) };
    return source.explore({ ...within, facets: [] }, signal);
  };
  const cell = async (row: Clause, column: Clause): Promise<GroupCounts> => {
    const conditions = [clauseQuery(row), clauseQuery(column)];
    const all = await count(conditions);
    if (comparison.is === "failing") return { selected: all.error, rest: all.ok };
    const selected = (await count([...conditions, selectedBy(comparison)!])).total;
    return { selected, rest: all.total - selected };
  };
  const cells: GroupCounts[][] = [];
  for (const row of rows) cells.push(await Promise.all(columns.map((column) => cell(row, column))));
  return { rows, columns, cells };
}

/** A range with those below and above it. */
function besides(range: Clause & { is: "range" }): Clause[] {
  const { path, from, below } = range;
  return [
    ...(from === undefined ? [] : [{ path, is: "range" as const, below: from }]),
    range,
    ...(below === undefined ? [] : [{ path, is: "range" as const, from: below }]),
  ];
}

function compare(a: unknown, b: unknown): number {
  return typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : 1;
}
