import type { CellCounts, CellRun, RowCounter } from "../../../analytics/differs/row-counter.ts";
import type { ComparedColumn } from "./compared-column.ts";

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
  /** 1 for the rows that are in all of the runs. */
  const inside = (runs: readonly CellRun[]) => {
    const marks = new Uint8Array(rows).fill(1);
    for (const { field, from, to, isFine } of runs) {
      const { codes } = cellsOf(field, isFine);
      for (let row = 0; row < rows; row++) if (codes[row]! <= from || codes[row]! > to + 1) marks[row] = 0;
    }
    return marks;
  };
  const groups = (count: (start: number, end: number) => Uint32Array): CellCounts => ({
    selected: count(0, selected),
    rest: count(selected, rows),
  });
  return {
    fields: columns,
    totals: { selected, rest: rows - selected },
    countCells(field, within, isFine) {
      const { codes, cells } = cellsOf(field, isFine);
      const marks = within.length === 0 ? undefined : inside(within);
      return groups((start, end) => {
        const counts = new Uint32Array(cells + 1);
        if (marks === undefined) for (let row = start; row < end; row++) counts[codes[row]!]!++;
        else for (let row = start; row < end; row++) counts[codes[row]!]! += marks[row]!;
        return counts.subarray(1);
      });
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
