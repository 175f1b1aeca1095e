import type { ValueTape } from "./value-tape.ts";

/** The values of one column, in order of their rows. */
export interface ListedValues {
  /** Rows of texts, booleans, null and arrays, and their codes. */
  rows: Uint32Array;
  codes: Uint32Array;
  numberRows: Uint32Array;
  numbers: Float64Array;
}

/** Lists the values on a tape; those of a column are got by its index. */
export function listValues(tape: ValueTape): (index: number) => ListedValues {
  const { cells, numbers: allNumbers, rowEnds } = tape;
  /** Where the next value of each kind of cell goes: values that were dropped are of the first one. */
  const ends = new Uint32Array(tape.columns.length * 2);
  let coded = 0;
  let counted = 0;
  for (const [index, column] of tape.columns.entries()) {
    ends[index * 2] = coded;
    ends[index * 2 + 1] = counted;
    coded += column?.length ?? 0;
    counted += column?.numberCount ?? 0;
  }
  const starts = ends.slice();
  const [rows, codes, numberRows] = [new Uint32Array(coded), new Uint32Array(coded), new Uint32Array(counted)];
  const numbers = new Float64Array(counted);
  let at = 0;
  for (let row = 0; row < rowEnds.length; row++) {
    for (const end = rowEnds[row]!; at < end; at += 2) {
      const cell = cells[at]!;
      if (cell === 0) continue;
      const to = ends[cell]!++;
      if ((cell & 1) === 0) {
        rows[to] = row;
        codes[to] = cells[at + 1]!;
      } else {
        numberRows[to] = row;
        numbers[to] = allNumbers[cells[at + 1]!]!;
      }
    }
  }
  return (index) => {
    const [coded, number] = [index * 2, index * 2 + 1];
    return {
      rows: rows.subarray(starts[coded], ends[coded]),
      codes: codes.subarray(starts[coded], ends[coded]),
      numberRows: numberRows.subarray(starts[number], ends[number]),
      numbers: numbers.subarray(starts[number], ends[number]),
    };
  };
}
