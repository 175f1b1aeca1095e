import type { ExploreView } from "../../explore.ts";
import { countAll, type CodeCounts } from "./count-codes.ts";
import type { LineHits } from "./line-hits.ts";
import type { LogChunks } from "./log-chunks.ts";
import type { LogColumn } from "./log-column.ts";
import { createScopeMatcher, type ScopeMatcher } from "./match-scope.ts";
import { createCallTable, createLineTable, type RowTable } from "./row-table.ts";
import { outcomeTotals } from "./select-rows.ts";

/** A table, and what is computed of it once. */
export interface ViewTable extends ScopeMatcher {
  table: RowTable;
  /** The events view of the same log. */
  lines: RowTable;
  outcomeTotals: number[];
  /** Counts of a column in all rows. */
  countsOf(column: LogColumn): CodeCounts;
}

/** The tables of a log at one moment. */
export interface LogTables {
  chunks: LogChunks;
  view(view: ExploreView): ViewTable;
}

/** Makes the tables of a log when they are asked for. */
export function createLogTables(chunks: LogChunks, hits: LineHits): LogTables {
  const lines = createLineTable(chunks);
  const views = new Map<ExploreView, ViewTable>();
  return {
    chunks,
    view(view) {
      let known = views.get(view);
      if (known === undefined) {
        const table = view === "events" ? lines : createCallTable(lines);
        views.set(view, (known = createViewTable(table, lines, hits)));
      }
      return known;
    },
  };
}

function createViewTable(table: RowTable, lines: RowTable, hits: LineHits): ViewTable {
  const counts = new WeakMap<LogColumn, CodeCounts>();
  return {
    table,
    lines,
    outcomeTotals: outcomeTotals(table),
    ...createScopeMatcher({ table, lines, hits }),
    countsOf(column) {
      let known = counts.get(column);
      if (known === undefined) counts.set(column, (known = countAll(column, table.outcomes)));
      return known;
    },
  };
}
