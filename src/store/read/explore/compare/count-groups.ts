import { medianOf } from "../../../../analytics/differs/median.ts";
import type { CellCounts, GroupMedians, RowCounter } from "../../../../analytics/differs/row-counter.ts";
import type { ComparedColumn } from "./compared-column.ts";
import { createRowsInside } from "./rows-inside.ts";

/**
 * Counts the rows of two groups.
 *
 * @param selected how many of the rows are selected: the first ones
 */
export function countGroups(columns: ComparedColumn[], selected: number, rows: number): RowCounter {
  const cellsOf = (field: number, isFine = false) => {
    const { cells, codes, fineCells, fineCodes } = columns[field]!;
    return isFine ? { codes: fineCodes!, cells: fineCells!.length } : { codes, cells: cells.length };
  };
  const rowsInside = createRowsInside(cellsOf);
  const groups = (count: (start: number, end: number) => Uint32Array): CellCounts => ({
    selected: count(0, selected),
    rest: count(selected, rows),
  });
  const known = new Map<number, GroupMedians>();
  return {
    fields: columns,
    totals: { selected, rest: rows - selected },
    countCells(field, within, isFine) {
      const { codes, cells } = cellsOf(field, isFine);
      if (within.length === 0) {
        return groups((start, end) => {
          const counts = new Uint32Array(cells + 1);
          for (let row = start; row < end; row++) counts[codes[row]!]!++;
          return counts.subarray(1);
        });
      }
      const inside = rowsInside(within);
      const ofGroups = [new Uint32Array(cells + 1), new Uint32Array(cells + 1)] as const;
      for (let at = 0; at < inside.length; at++) {
        const row = inside[at]!;
        ofGroups[row < selected ? 0 : 1][codes[row]!]!++;
      }
      return { selected: ofGroups[0].subarray(1), rest: ofGroups[1].subarray(1) };
    },
    medians(field) {
      const all = known.has(field) ? undefined : columns[field]!.numbers?.();
      if (all)
        known.set(field, { selected: medianOf(all.subarray(0, selected)), rest: medianOf(all.subarray(selected)) });
      return known.get(field);
    },
    countPairs(first, second) {
      const [one, other] = [cellsOf(first), cellsOf(second)];
      const width = other.cells + 1;
      const [codes, otherCodes] = [one.codes, other.codes];
      return groups((start, end) => {
        const counts = new Uint32Array((one.cells + 1) * width);
        for (let row = start; row < end; row++) counts[codes[row]! * width + otherCodes[row]!]!++;
        const pairs = new Uint32Array(one.cells * other.cells);
        for (let cell = 0; cell < one.cells; cell++) {
          const at = (cell + 1) * width + 1;
          pairs.set(counts.subarray(at, at + other.cells), cell * other.cells);
        }
        return pairs;
      });
    },
  };
}
