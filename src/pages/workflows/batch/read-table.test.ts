import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTable } from "./read-table.ts";

describe("readTable", () => {
  it("reads back whatever was written by the rules", () => {
    const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
    const cell = fc.string({ unit: fc.constantFrom("a", '"', ",", ";", "\n", "\r", "ё") });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1 }), (rows) => {
        const table = rows.map((row) => row.map(quoted).join(";")).join("\r\n");
        expect(readTable(table).rows.map(({ cells }) => cells)).toEqual(rows);
      }),
    );
  });

  it("finds the separator outside of quotes", () => {
    expect(readTable('"a,b,c"\tsecond').rows).toEqual([{ line: 1, cells: ["a,b,c", "second"] }]);
  });

  it("says in which line a quote is not closed, and loses no line behind it", () => {
    expect(readTable('text,voice\n"unclosed,borisova\nnext,"a ""b"""\n')).toEqual({
      separator: ",",
      unclosedLines: [2],
      rows: [
        { line: 1, cells: ["text", "voice"] },
        { line: 2, cells: ['"unclosed', "borisova"] },
        { line: 3, cells: ["next", 'a "b"'] },
      ],
    });
    expect(readTable('a,b\n"x" y,"z"').rows[1]?.cells).toEqual(['"x" y', "z"]);
  });

  it.each([
    ["sep=;\r\na,b;c", ";", [["a,b", "c"]], 2],
    ['\ufeff"SEP=|"\na|b', "|", [["a", "b"]], 2],
    ["sep=,\na\nb, c", undefined, [["a"], ["b, c"]], 2],
    ["sep=\t\na\tb", "\t", [["a", "b"]], 2],
    ["\ufeffa;b", ";", [["a", "b"]], 1],
    ["sepia;b", ";", [["sepia", "b"]], 1],
  ])("reads of %j the separator %j", (table, separator, cells, line) => {
    const read = readTable(table);
    expect(read.separator).toBe(separator);
    expect(read.rows.map((row) => row.cells)).toEqual(cells);
    expect(read.rows[0]?.line).toBe(line);
  });

  it("finds the separator of a first row with an unclosed quote", () => {
    expect(readTable('one;"two\nthree;four\n').rows.map(({ cells }) => cells)).toEqual([
      ["one", '"two'],
      ["three", "four"],
    ]);
  });

  it("counts lines in quoted cells and at every end of a line", () => {
    expect(readTable('a,"b\r\nc"\rd,e\r\n\nf,g').rows.map(({ line }) => line)).toEqual([1, 3, 4, 5]);
  });
});
