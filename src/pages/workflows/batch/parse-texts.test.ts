import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeText, linesOf, readTable, textsOfTable } from "./parse-texts.ts";

const plain = (text: string) => ({ text, voice: "", fileName: "" });

describe("linesOf", () => {
  it("takes one text a line, whatever ends a line, and leaves blank ones out", () => {
    expect(linesOf(" one \r\n\r\ntwo\rthree\n  \n")).toEqual([plain("one"), plain("two"), plain("three")]);
    expect(linesOf(" \n")).toEqual([]);
  });
});

describe("textsOfTable", () => {
  it("takes the columns that the first row names, in any order and language", () => {
    expect(textsOfTable("File;Текст;Голос\r\nhello;Привет;borisova\r\n;Пока;\r\n")).toEqual({
      texts: [
        { text: "Привет", voice: "borisova", fileName: "hello" },
        { text: "Пока", voice: "", fileName: "" },
      ],
      textless: [],
    });
  });

  it("takes the first column of a table without names, the first row included", () => {
    expect(textsOfTable('"Hello, you",1\nBye,2').texts).toEqual([plain("Hello, you"), plain("Bye")]);
  });

  it("tells each row without a text by its line and what else stands in it, and passes over blank lines", () => {
    const table = 'text;voice;file\n"Two\r\nlines";anna;a\n\n ;boris; b \n;;\rshort\r\n;;c';
    expect(textsOfTable(table)).toEqual({
      texts: [{ text: "Two\r\nlines", voice: "anna", fileName: "a" }, plain("short")],
      textless: [
        { line: 5, cells: ["boris", "b"] },
        { line: 8, cells: ["c"] },
      ],
    });
    expect(textsOfTable("One,1\n,2").textless).toEqual([{ line: 2, cells: ["2"] }]);
  });
});

describe("readTable", () => {
  it("reads back whatever was written by the rules", () => {
    const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
    const cell = fc.string({ unit: fc.constantFrom("a", '"', ",", ";", "\n", "\r", "ё") });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1 }), (rows) => {
        const table = rows.map((row) => row.map(quoted).join(";")).join("\r\n");
        expect(readTable(table).map(({ cells }) => cells)).toEqual(rows);
      }),
    );
  });

  it("finds the separator outside of quotes", () => {
    expect(readTable('"a,b,c"\tsecond')).toEqual([{ line: 1, cells: ["a,b,c", "second"] }]);
  });
});

describe("decodeText", () => {
  it("reads UTF-8, UTF-16 and what old Russian programs write", () => {
    const utf8 = new TextEncoder().encode("Привет");
    expect(decodeText(utf8)).toEqual({ text: "Привет", encoding: "utf-8" });
    expect(decodeText(Uint8Array.of(0xff, 0xfe, 0x1f, 0x04))).toEqual({ text: "П", encoding: "utf-16le" });
    expect(decodeText(Uint8Array.of(0xcf, 0xf0))).toEqual({ text: "Пр", encoding: "windows-1251" });
  });
});
