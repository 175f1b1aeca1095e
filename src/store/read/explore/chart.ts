import type { ExploreChart } from "../../explore.ts";
import { logLevels } from "../../../logging/log-event.ts";
import { createCodes, type Codes, type LogColumn } from "./log-column.ts";
import type { Mask } from "./masks.ts";
import type { RowTable } from "./row-table.ts";
import type { Selection } from "./match/select-rows.ts";

/** Values that have a series of their own; the others are added up. */
export const maxSeries = 7;
/** Room for the series and their sum. */
const seriesWidth = 8;

/** The bin of each row of a table, from 1; 0 for rows outside of all bins. */
export interface TimeBins {
  fromMs: number;
  toMs: number;
  bins: number;
  codes: Codes;
}

/** Puts the rows of a table into bins of equal width. */
export function timeBinsOf({ times, rows }: RowTable, fromMs: number, toMs: number, bins: number): TimeBins {
  const codes = createCodes(rows, bins + 1);
  const perMs = bins / Math.max(toMs - fromMs, 1);
  // The last moment belongs to the last bin.
  for (let row = 0; row < rows; row++) {
    const time = times[row]!;
    if (time >= fromMs && time <= toMs) codes[row] = Math.min(bins - 1, Math.floor((time - fromMs) * perMs)) + 1;
  }
  return { fromMs, toMs, bins, codes };
}

/** Rows of each bin that do not fail. */
export function countBins({ bins, codes }: TimeBins, failed: Mask): number[] {
  const counts = new Uint32Array(bins + 1);
  for (let row = 0; row < codes.length; row++) if (failed[row] === 0) counts[codes[row]!]!++;
  return [...counts.subarray(1)];
}

/**
 * Counts the rows of each bin that do not fail, by series. Where rows have several values, they are counted at the most severe one.
 *
 * @param most the values that have a series, as indexes
 * @param selection the rows that do not fail
 */
export function countSeries(
  { codes: binCodes, bins }: TimeBins,
  column: LogColumn | undefined,
  most: number[],
  failed: Mask,
  { isComplement, list, starts, ends }: Selection,
): Pick<ExploreChart, "series" | "counts"> {
  const seriesOf = column === undefined ? Uint8Array.of(maxSeries) : seriesOfCodes(column, most);
  const cells = new Uint32Array((bins + 1) * seriesWidth);
  const codes = column?.codes ?? new Uint8Array(binCodes.length);
  if (isComplement) {
    for (let row = 0; row < codes.length; row++)
      if (failed[row] === 0) cells[binCodes[row]! * seriesWidth + seriesOf[codes[row]!]!]!++;
  } else {
    for (const [outcome, end] of ends.entries()) {
      for (let at = starts[outcome]!; at < end; at++) {
        const row = list[at]!;
        cells[binCodes[row]! * seriesWidth + seriesOf[codes[row]!]!]!++;
      }
    }
  }
  const countsOf = (at: number) => Array.from({ length: bins }, (_, bin) => cells[(bin + 1) * seriesWidth + at]!);
  const series: ExploreChart["series"] = most.map((value) => column!.values[value]!);
  const counts = most.map((_, at) => countsOf(at));
  const others = countsOf(maxSeries);
  if (others.some((count) => count > 0)) {
    series.push(undefined);
    counts.push(others);
  }
  return { series, counts };
}

function seriesOfCodes({ firstValue, values, sets }: LogColumn, most: number[]): Uint8Array {
  const ofValues = values.map((_, value) => (most.includes(value) ? most.indexOf(value) : maxSeries));
  const severity = (value: number) => (logLevels as readonly unknown[]).indexOf(values[value]);
  const ofCodes = sets?.map((set) => ofValues[set.toSorted((a, b) => severity(b) - severity(a))[0]!]!) ?? ofValues;
  return Uint8Array.from([...new Array<number>(firstValue).fill(maxSeries), ...ofCodes]);
}
