import { describe, expect, it } from "vitest";
import { markText } from "./mark-text.ts";

describe("markText", () => {
  it("marks conditions and errors, also where they meet", () => {
    expect(markText("a:1 b:", [{ start: 0, end: 3 }], [{ start: 4, end: 6 }])).toEqual([
      { text: "a:1", isWord: true, isWrong: false },
      { text: " ", isWord: false, isWrong: false },
      { text: "b:", isWord: false, isWrong: true },
    ]);
  });

  it("marks the character before an error without length", () => {
    const marked = markText("(привет", [], [{ start: 7, end: 7 }]);
    expect(marked.filter(({ isWrong }) => isWrong).map(({ text }) => text)).toEqual(["т"]);
  });

  it("gives the text itself when it is put together", () => {
    for (const [start, end] of [
      [0, 0],
      [0, 9],
      [3, 99],
      [5, 5],
    ] as const) {
      const marked = markText("слово x:1", [{ start, end }], [{ start: 1, end: 2 }]);
      expect(marked.map(({ text }) => text).join("")).toBe("слово x:1");
    }
    expect(markText("", [], [])).toEqual([]);
  });
});
