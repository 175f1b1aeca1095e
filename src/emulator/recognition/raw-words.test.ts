import { describe, expect, it } from "vitest";
import { rawText, rawWords } from "./raw-words.ts";

describe("rawText", () => {
  it.each([
    ["Unless to be rather cold-hearted, and rather selfish.", "unless to be rather cold hearted and rather selfish"],
    ['"Don’t," he said — it\'s 3.5 metres at 10:30!', "don’t he said it's 3.5 metres at 10:30"],
    ["Ёлка? Да, 1,000 раз…", "ёлка да 1,000 раз"],
    ["...", ""],
  ])("makes %j raw", (text, raw) => {
    expect(rawText(text)).toBe(raw);
  });
});

describe("rawWords", () => {
  const word = (text: string, startMs: number, endMs: number) => ({ word: text, startMs, endMs, confidence: 0.5 });

  it("shares the time of a hyphenated word by length and leaves out what is only punctuation", () => {
    expect(rawWords([word("Ill-disposed,", 100, 1200), word("—", 1200, 1300), word("man.", 1300, 1500)])).toEqual([
      word("ill", 100, 400),
      word("disposed", 400, 1200),
      word("man", 1300, 1500),
    ]);
  });

  it("gives the words of the raw text", () => {
    const texts = ["Cold-hearted", "-", "3.5", "Mr."];
    const words = rawWords(texts.map((text) => word(text, 0, 10)));
    expect(words.map((each) => each.word).join(" ")).toBe(rawText(texts.join(" ")));
  });
});
