import type { CellRun } from "../../../../analytics/differs/row-counter.ts";
import { setBounded } from "../../../../basics/bounded-map.ts";

/** Combinations of runs whose rows are kept: all fields are counted within the same ones. */
const keptCombinations = 4;

/** Cell of each row from 1, or 0, and how many cells there are. */
export interface CellCodes {
  codes: Uint16Array;
  cells: number;
}

/** Makes a function that finds the rows that are in all of some runs, in any order, by looking at those of the smallest run. */
export function createRowsInside(cellsOf: (field: number, isFine?: boolean) => CellCodes) {
  const sorted = new Map<string, SortedRows>();
  const combinations = new Map<string, Int32Array>();

  function rowsOf({ field, from, to, isFine = false }: CellRun): Int32Array {
    const key = `${String(field)} ${String(isFine)}`;
    let ofField = sorted.get(key);
    if (ofField === undefined) sorted.set(key, (ofField = sortByCell(cellsOf(field, isFine))));
    return ofField.rows.subarray(ofField.starts[from + 1], ofField.starts[to + 2]);
  }

  function combine(runs: readonly CellRun[]): Int32Array {
    const lists = runs.map((run) => ({ run, list: rowsOf(run) })).sort((a, b) => a.list.length - b.list.length);
    return lists.slice(1).reduce((left, { run }) => {
      const { codes } = cellsOf(run.field, run.isFine);
      return left.filter((row) => codes[row]! > run.from && codes[row]! <= run.to + 1);
    }, lists[0]!.list);
  }

  return (runs: readonly CellRun[]): Int32Array => {
    if (runs.length === 1) return rowsOf(runs[0]!);
    const key = JSON.stringify(runs);
    const list = combinations.get(key) ?? combine(runs);
    setBounded(combinations, key, list, keptCombinations);
    return list;
  };
}

/** Rows by their codes: those of code `c` from `starts[c]` to before `starts[c + 1]`. */
interface SortedRows {
  rows: Int32Array;
  starts: Uint32Array;
}

function sortByCell({ codes, cells }: CellCodes): SortedRows {
  const starts = new Uint32Array(cells + 2);
  for (let row = 0; row < codes.length; row++) starts[codes[row]! + 1]!++;
  for (let code = 1; code < starts.length; code++) starts[code]! += starts[code - 1]!;
  const next = starts.slice();
  const rows = new Int32Array(codes.length);
  for (let row = 0; row < codes.length; row++) rows[next[codes[row]!]!++] = row;
  return { rows, starts };
}
