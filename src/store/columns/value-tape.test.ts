import { describe, expect, it } from "vitest";
import { addCode, addNumber, codeInRow, createBlockValues, createGrowingColumn, dropValue } from "./growing-column.ts";
import { listValues } from "./list-values.ts";
import { dropOpenRow, endRow, freeTapes, releaseTape } from "./value-tape.ts";

describe("listValues", () => {
  it("lists for each column what was added and not dropped, however much it is", () => {
    const values = createBlockValues();
    const { tape } = values;
    const [text, number] = [createGrowingColumn(values, "text"), createGrowingColumn(values, "number")];
    const count = 20_000;
    for (let row = 0; row < count; row++) {
      addCode(text, row, row % 7);
      if (row % 3 === 0) addNumber(number, row, row / 2);
      if (row === 5) dropValue(text, row);
      endRow(tape);
      // A row that is given up, because its line is read in another way.
      addCode(text, row + 1, 1);
      addNumber(number, row + 1, 1);
      dropOpenRow(tape);
    }
    const rows = Array.from({ length: count }, (_, row) => row);
    const listed = listValues(tape);
    expect([...listed(text.index).rows]).toEqual(rows.filter((row) => row !== 5));
    expect([...listed(text.index).codes]).toEqual(rows.filter((row) => row !== 5).map((row) => row % 7));
    expect([...listed(number.index).numberRows]).toEqual(rows.filter((row) => row % 3 === 0));
    expect([...listed(number.index).numbers]).toEqual(rows.filter((row) => row % 3 === 0).map((row) => row / 2));
    expect([text.length, number.numberCount]).toEqual([count - 1, Math.ceil(count / 3)]);
    expect([codeInRow(text, count), codeInRow(text, count - 1)]).toEqual([0, 0]);
  });
});

describe("releaseTape", () => {
  it("gives the next tape the same memory, and nothing that was written there", () => {
    const first = createBlockValues();
    const column = createGrowingColumn(first, "a");
    for (let row = 0; row < 1_000; row++) addNumber(column, row, row);
    releaseTape(first.tape);
    const next = createBlockValues();
    expect(next.tape.cells).toBe(first.tape.cells);
    const other = createGrowingColumn(next, "b");
    addCode(other, 0, 1);
    endRow(next.tape);
    expect(listValues(next.tape)(other.index)).toEqual({ rows: Uint32Array.of(0), codes: Uint32Array.of(1), numberRows: new Uint32Array(0), numbers: new Float64Array(0) }); // prettier-ignore
    releaseTape(next.tape);
    freeTapes();
    expect(createBlockValues().tape.cells).not.toBe(first.tape.cells);
  });
});
