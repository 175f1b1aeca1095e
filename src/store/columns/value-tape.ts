/** What the tape knows of a column. */
export interface TapeColumn {
  /** Row of its newest value; -1 where there is none. */
  row: number;
  /** Number of texts, booleans, null and arrays. */
  length: number;
  numberCount: number;
}

/**
 * The values of all columns of a block that is being built, one after another as their lines have them. All columns write to
 * the same two arrays, because what a line costs is mostly the memory that it touches.
 */
export interface ValueTape {
  /** Two words a value: whose it is, as of {@link cellOf}, and its code, or the index of its number. */
  cells: Uint32Array;
  length: number;
  numbers: Float64Array;
  numberCount: number;
  /** Columns by their index; the first one is nobody's, of values that were dropped. */
  readonly columns: (TapeColumn | undefined)[];
  /** Where the cells of each row end. */
  readonly rowEnds: number[];
}

/** Arrays of tapes that nobody reads any more: new memory costs more than what is written to it. */
const spare: Pick<ValueTape, "cells" | "numbers">[] = [];
const maxSpare = 4;

/** Gives the arrays of a tape to the next ones; it must not be read any more. */
export function releaseTape({ cells, numbers }: ValueTape): void {
  if (spare.length < maxSpare) spare.push({ cells, numbers });
}

/** Frees what was released and not taken. */
export function freeTapes(): void {
  spare.length = 0;
}

/** Creates an empty tape. */
export function createValueTape(): ValueTape {
  const { cells, numbers } = spare.pop() ?? { cells: new Uint32Array(512), numbers: new Float64Array(64) };
  return {
    cells,
    length: 0,
    numbers,
    numberCount: 0,
    columns: [undefined],
    rowEnds: [],
  };
}

/** What a cell says of its column: the index, and in the lowest bit whether the value is a number. */
export const cellOf = (index: number, isNumber: 0 | 1): number => index * 2 + isNumber;

/** Adds the value of a cell; returns where it is. */
export function addCell(tape: ValueTape, cell: number, value: number): number {
  const at = tape.length;
  if (at === tape.cells.length) {
    const larger = new Uint32Array(at * 4);
    larger.set(tape.cells);
    tape.cells = larger;
  }
  const { cells } = tape;
  cells[at] = cell;
  cells[at + 1] = value;
  tape.length = at + 2;
  return at;
}

/** Adds a number; returns its index. */
export function addToNumbers(tape: ValueTape, value: number): number {
  const at = tape.numberCount;
  if (at === tape.numbers.length) {
    const larger = new Float64Array(at * 4);
    larger.set(tape.numbers);
    tape.numbers = larger;
  }
  tape.numbers[at] = value;
  tape.numberCount = at + 1;
  return at;
}

/** Ends a row. */
export function endRow({ rowEnds, length }: ValueTape): void {
  rowEnds.push(length);
}

/** Takes the values back that were added since the last row ended. */
export function dropOpenRow(tape: ValueTape): void {
  const { cells, columns, rowEnds } = tape;
  const start = rowEnds.length === 0 ? 0 : rowEnds[rowEnds.length - 1]!;
  for (let at = start; at < tape.length; at += 2) {
    const column = columns[cells[at]! >> 1];
    if (column === undefined) continue;
    if ((cells[at]! & 1) === 0) column.length--;
    else column.numberCount--;
    column.row = -1;
  }
  tape.length = start;
}
