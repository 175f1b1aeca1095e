import { describe, expect, it } from "vitest";
import { linesOf, textsOfTable } from "./parse-texts.ts";

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
      columns: { text: "Текст", voice: "Голос", fileName: "File" },
      unread: [],
      problems: [],
    });
  });

  it.each([
    ["a line sep= in front", "sep=;\r\ntext;voice\r\nHello, world;borisova\r\n", [["Hello, world", "borisova"]]],
    [
      "blanks before quotes",
      'voice, text\nborisova, "Hello, how are you?"\ngavrilov, "I am fine, thank you."\n',
      [
        ["Hello, how are you?", "borisova"],
        ["I am fine, thank you.", "gavrilov"],
      ],
    ],
    [
      "one column with commas",
      "text\nHello, world\nOne, two, three\n",
      [
        ["Hello, world", ""],
        ["One, two, three", ""],
      ],
    ],
  ])("takes whole texts of a table with %s", (_what, table, texts) => {
    const read = textsOfTable(table);
    expect(read.texts.map(({ text, voice }) => [text, voice])).toEqual(texts);
    expect([...read.textless, ...read.problems, ...read.unread]).toEqual([]);
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
      columns: { text: "text", voice: "voice", fileName: "file" },
      unread: [],
      problems: [],
    });
    expect(textsOfTable("One,1\n,2").textless).toEqual([{ line: 2, cells: ["2"] }]);
  });

  it("reads tables of Excel with their sep= line", () => {
    const { texts, columns } = textsOfTable(
      "sep=;\r\ntext;voice;file\r\nHello one;borisova;a\r\nHello, two;borisova;b\r\n",
    );
    expect(texts).toEqual([
      { text: "Hello one", voice: "borisova", fileName: "a" },
      { text: "Hello, two", voice: "borisova", fileName: "b" },
    ]);
    expect(columns).toEqual({ text: "text", voice: "voice", fileName: "file" });
  });

  it("reads quoted texts behind a blank as a whole", () => {
    const table = 'voice, text\nborisova, "Hello, how are you?"\ngavrilov, "I am fine, thank you."\n';
    expect(textsOfTable(table).texts.map(({ text }) => text)).toEqual(["Hello, how are you?", "I am fine, thank you."]);
  });

  it("takes the commas of a single column for punctuation, with and without a name for it", () => {
    const lines = ["Hello, world", "One, two, three"];
    for (const head of ["text\n", ""]) {
      const { texts, problems } = textsOfTable(`${head}${lines.join("\n")}\n`);
      expect(texts).toEqual(lines.map(plain));
      expect(problems).toEqual([]);
    }
  });

  it("names the lines with an unclosed quote and with cells behind the last column, and reads the other lines", () => {
    const { texts, problems, unread } = textsOfTable(
      'text,voice,note\n"unclosed,borisova\nHi, you,anna,,x\nnext,borisova\n',
    );
    expect(texts.map(({ text, voice }) => [text, voice])).toEqual([
      ['"unclosed', "borisova"],
      ["Hi", "you"],
      ["next", "borisova"],
    ]);
    expect(problems).toEqual([
      { line: 2, kind: "unclosedQuote" },
      { line: 3, kind: "moreCells", unread: ["x"] },
    ]);
    expect(unread).toEqual(["note"]);
  });
});
