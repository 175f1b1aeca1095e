import { percentiles } from "../../../../analytics/percentiles.ts";
import type { Measure, MeasureAnswer, MeasureRequest } from "../../../../query/measure.ts";
import type { Query } from "../../../../query/query.ts";
import type { ViewTable } from "../log-tables.ts";
import type { Mask } from "../masks.ts";
import { divideRows, valueIds } from "./divide-rows.ts";

/** A number about the rows at some places of a list. */
type Counter = (places: Int32Array) => number;

/**
 * Measures the rows of a view that do not fail.
 *
 * @param failuresOf the rows that fail a query
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function measureGroups(
  view: ViewTable,
  failed: Mask,
  { measures, by, over, windowBins = 1 }: MeasureRequest,
  failuresOf: (query: Query) => Promise<Mask>,
  signal?: AbortSignal,
): Promise<Omit<MeasureAnswer, "position">> {
  const rows = passingRows(failed, view.table.rows);
  const series = await divideRows(view, rows, by, 1, signal);
  const window = over?.is === "time" ? windowBins : 1;
  const groups = await divideRows(view, rows, over, window, signal);
  const cells = sortIntoCells(series.slotOf, groups.slotOf, series.slots, groups.slots);
  const numbers: Float64Array[][] = [];
  for (const measure of measures) {
    const count = await counterOf(measure, view, rows, failuresOf, signal);
    const ofSeries = (one: number) =>
      Float64Array.from(groups.groups, (_, group) => {
        const first = one * groups.slots + group;
        return count(cells.places.subarray(cells.starts[first]!, cells.starts[first + window]!));
      });
    numbers.push(series.groups.map((_, one) => ofSeries(one)));
    signal?.throwIfAborted();
  }
  return { total: rows.length, by: series.groups, over: groups.groups, numbers };
}

function passingRows(failed: Mask, count: number): Int32Array {
  const rows = new Int32Array(count);
  let found = 0;
  for (let row = 0; row < count; row++) if (failed[row] === 0) rows[found++] = row;
  return rows.subarray(0, found);
}

/** Sorts places by series and slot, those of one cell as they were: a window of slots is a run of places. */
function sortIntoCells(series: Int32Array, slots: Int32Array, seriesCount: number, slotCount: number) {
  const starts = new Uint32Array(seriesCount * slotCount + 1);
  const cellOf = series.map((one, at) => (one < 0 || slots[at]! < 0 ? -1 : one * slotCount + slots[at]!));
  for (const cell of cellOf) if (cell >= 0) starts[cell + 1]!++;
  for (let cell = 1; cell < starts.length; cell++) starts[cell]! += starts[cell - 1]!;
  const places = new Int32Array(starts.at(-1)!);
  const next = starts.slice();
  for (let at = 0; at < cellOf.length; at++) if (cellOf[at]! >= 0) places[next[cellOf[at]!]!++] = at;
  return { starts, places };
}

async function counterOf(
  measure: Measure,
  view: ViewTable,
  rows: Int32Array,
  failuresOf: (query: Query) => Promise<Mask>,
  signal: AbortSignal | undefined,
): Promise<Counter> {
  switch (measure.is) {
    case "rows":
      return (places) => places.length;
    case "share": {
      const ofFailed = measure.of && (await failuresOf(measure.of));
      const partFailed = await failuresOf(measure.part);
      const isOf = rows.map((row) => (ofFailed === undefined || ofFailed[row] === 0 ? 1 : 0));
      const isPart = rows.map((row, at) => (isOf[at] === 1 && partFailed[row] === 0 ? 1 : 0));
      return (places) => sumOf(isPart, places) / sumOf(isOf, places);
    }
    case "distinct": {
      const { ids } = await valueIds(view, rows, measure.path, signal);
      return (places) => {
        const seen = new Set<number>();
        for (const place of places) if (ids[place]! >= 0) seen.add(ids[place]!);
        return seen.size;
      };
    }
    default: {
      const { path } = measure;
      const all = path === "timestamp" ? view.table.times : view.table.column(path) && view.table.numbers(path);
      const numbers = Float64Array.from(rows, (row) => all?.[row] ?? NaN);
      return (places) => {
        const found = Float64Array.from(places, (place) => numbers[place]!).filter((number) => number === number);
        return found.length === 0 ? NaN : numberOf(measure, found);
      };
    }
  }
}

function sumOf(numbers: ArrayLike<number>, places: Int32Array): number {
  let sum = 0;
  for (const place of places) sum += numbers[place]!;
  return sum;
}

function numberOf(measure: Exclude<Measure, { is: "rows" | "share" | "distinct" }>, numbers: Float64Array): number {
  switch (measure.is) {
    case "sum":
      return numbers.reduce((sum, number) => sum + number, 0);
    case "mean":
      return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
    case "least":
      return numbers.reduce((least, number) => Math.min(least, number));
    case "most":
      return numbers.reduce((most, number) => Math.max(most, number));
    case "percentile":
      return percentiles([numbers.sort()], [measure.percent])[0]!;
  }
}
