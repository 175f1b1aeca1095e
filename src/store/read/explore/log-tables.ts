import { patternPath } from "../../../query/messages/message-pattern.ts";
import type { ExploreChart, ExploreView, FieldInfo } from "../../explore.ts";
import { countBins, timeBinsOf, type TimeBins } from "./chart.ts";
import { countAll, type CodeCounts } from "./count-codes.ts";
import type { FieldLister } from "./field-list.ts";
import type { GapFinder } from "./gaps.ts";
import type { LineHits } from "./match/line-hits.ts";
import type { LogChunks } from "./log-chunks.ts";
import type { LogColumn } from "./log-column.ts";
import { countPassing, type Mask } from "./masks.ts";
import { createScopeMatcher, type ScopeMatcher } from "./match/match-scope.ts";
import { createCallTable, createLineTable, type RowTable } from "./row-table.ts";
import { outcomeTotals } from "./match/select-rows.ts";

/** A table, and what is computed of it once. */
export interface ViewTable extends ScopeMatcher {
  table: RowTable;
  /** The events view of the same log. */
  lines: RowTable;
  outcomeTotals: number[];
  /** Counts of a column in all rows. */
  countsOf(column: LogColumn): CodeCounts;
  /** Rows that do not fail one of the masks that do not change. */
  passing(mask: Mask): number;
  /** The bins of the last chart, where it asks for the same ones again. */
  timeBins(fromMs: number, toMs: number, bins: number): TimeBins;
  /** Rows of each bin that do not fail one of the masks that do not change. */
  rowsOfBins(bins: TimeBins, mask: Mask): number[];
  /** Room for two selections. */
  lists: [Int32Array, Int32Array];
}

/** The tables of a log at one moment. */
export interface LogTables {
  chunks: LogChunks;
  /** Time of the first and the last line; undefined where there is none. */
  span: [firstMs: number, lastMs: number] | undefined;
  fields(): FieldInfo[];
  gaps(): Promise<ExploreChart["gaps"]>;
  view(view: ExploreView): ViewTable;
  lines: RowTable;
  /** The calls that were last asked for, perhaps before the log grew. */
  calls(): RowTable | undefined;
}

/** What is read of lines and segments once, while the log grows. */
export interface ReadOnce {
  hits: LineHits;
  fieldLister: FieldLister;
  gapFinder: GapFinder;
}

/** Makes the tables of a log when they are asked for. @param before those of the log before it grew */
export function createLogTables(chunks: LogChunks, once: ReadOnce, before?: LogTables): LogTables {
  const lines = createLineTable(chunks, before?.lines);
  let earlierCalls = before?.calls();
  const views = new Map<ExploreView, ViewTable>();
  let fields: FieldInfo[] | undefined;
  let gaps: Promise<ExploreChart["gaps"]> | undefined;
  return {
    chunks,
    span: spanOf(lines.times),
    fields: () => (fields ??= withPattern(once.fieldLister.list(chunks))),
    async gaps() {
      gaps ??= once.gapFinder.find(lines);
      try {
        return await gaps;
      } catch (error) {
        gaps = undefined;
        throw error;
      }
    },
    view(view) {
      let known = views.get(view);
      if (known === undefined) {
        const table = view === "events" ? lines : createCallTable(lines, earlierCalls);
        if (view === "calls") earlierCalls = undefined;
        views.set(view, (known = createViewTable(table, lines, once.hits)));
      }
      return known;
    },
    lines,
    calls: () => views.get("calls")?.table ?? earlierCalls,
  };
}

/** Lists the pattern of messages, too, in the place of a field of that name. How many there are is not known before they are read. */
function withPattern(fields: FieldInfo[]): FieldInfo[] {
  const others = fields.filter(({ path }) => path !== patternPath);
  const message = others.findIndex(
    ({ path, kinds }) => path === "message" && (kinds.includes("text") || kinds.includes("list")),
  );
  if (message < 0) return others;
  const { present } = others[message]!;
  return others.toSpliced(message + 1, 0, { path: patternPath, present, kinds: ["text"], values: 0, isMany: true });
}

function createViewTable(table: RowTable, lines: RowTable, hits: LineHits): ViewTable {
  const counts = new WeakMap<LogColumn, CodeCounts>();
  const passing = new WeakMap<Mask, number>();
  const rowsOfBins = new WeakMap<Mask, { bins: TimeBins; rows: number[] }>();
  const totals = outcomeTotals(table);
  const listLength = table.rows + totals.length;
  let lastBins: TimeBins | undefined;
  return {
    table,
    lines,
    outcomeTotals: totals,
    ...createScopeMatcher({ table, lines, hits }),
    lists: [new Int32Array(listLength), new Int32Array(listLength)],
    countsOf: (column) => remember(counts, column, () => countAll(column, table.outcomes)),
    passing: (mask) => remember(passing, mask, () => countPassing(mask, table.rows)),
    timeBins(fromMs, toMs, bins) {
      if (lastBins?.fromMs !== fromMs || lastBins.toMs !== toMs || lastBins.bins !== bins)
        lastBins = timeBinsOf(table, fromMs, toMs, bins);
      return lastBins;
    },
    rowsOfBins(bins, mask) {
      if (rowsOfBins.get(mask)?.bins !== bins) rowsOfBins.set(mask, { bins, rows: countBins(bins, mask) });
      return rowsOfBins.get(mask)!.rows;
    },
  };
}

function remember<Key extends object, Value>(known: WeakMap<Key, Value>, key: Key, make: () => Value): Value {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = make()));
  return value;
}

function spanOf(times: Float64Array): [firstMs: number, lastMs: number] | undefined {
  let first = Infinity;
  let last = -Infinity;
  for (let row = 0; row < times.length; row++) {
    const time = times[row]!;
    if (time < first) first = time;
    if (time > last) last = time;
  }
  return first <= last ? [first, last] : undefined;
}
