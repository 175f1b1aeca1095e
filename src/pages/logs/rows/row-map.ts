import type { ExploreRow } from "../../../store/explore.ts";

/** Rows in memory by their index in the list. */
export type RowMap = ReadonlyMap<number, ExploreRow>;

/** Rows in memory at most: the log holds the rest. */
const mostRows = 3000;

/** None. */
export const noRows: RowMap = new Map();

/** The known rows with a page from an index on; when there are too many, only the page. Rows before the list are left out. */
export function withPage(known: RowMap, first: number, page: readonly ExploreRow[]): RowMap {
  const rows = new Map(known.size > mostRows ? [] : known);
  for (const [offset, row] of page.entries()) if (first + offset >= 0) rows.set(first + offset, row);
  return rows;
}
