import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comparableWords } from "./comparable-words.ts";
import { wordErrors } from "./word-errors.ts";
import { diffWords, maxDiffWords } from "./word-diff.ts";

const rateOf = (meant: string, heard: string) => wordErrors(diffWords(meant, heard));
const texts = fc
  .array(fc.constantFrom("go", "forward", "ten", "Ten", "метров", "ёж", "еж", "—", "10"), { maxLength: 12 })
  .map((words) => words.join(" "));

describe("comparable words", () => {
  it("forget case, punctuation and the dots of yo, and keep digits, hyphens and apostrophes", () => {
    expect(comparableWords("Ёлка, — it’s 10 из-за (ёЛКИ)!").map(({ compared }) => compared)).toEqual([
      "елка",
      "it's",
      "10",
      "из-за",
      "елки",
    ]);
    expect(comparableWords("Е\u0308лка")).toEqual([{ shown: "Ёлка", compared: "елка" }]);
    expect(comparableWords("ten")).not.toEqual(comparableWords("10"));
  });
});

describe("the word diff", () => {
  it("shows each word as it stood in its text", () => {
    expect(diffWords("Go forward ten meters.", "go four ward meters")).toEqual([
      { kind: "equal", meant: "Go", heard: "go" },
      { kind: "replaced", meant: "forward", heard: "four" },
      { kind: "replaced", meant: "ten", heard: "ward" },
      { kind: "equal", meant: "meters", heard: "meters" },
    ]);
  });

  it("gives both texts back, in order", () => {
    fc.assert(
      fc.property(texts, texts, (meant, heard) => {
        const steps = diffWords(meant, heard);
        const side = (name: "meant" | "heard") =>
          steps.flatMap((step) => (name in step ? (step as Record<string, string>)[name]! : []));
        expect(side("meant")).toEqual(comparableWords(meant).map(({ shown }) => shown));
        expect(side("heard")).toEqual(comparableWords(heard).map(({ shown }) => shown));
      }),
    );
  });

  it("refuses texts that would need gigabytes", () => {
    expect(() => diffWords("a ".repeat(maxDiffWords + 1), "b")).toThrow("5001 words");
  });
});

describe("the word error rate", () => {
  it("has the values counted by hand", () => {
    expect(rateOf("hello world", "hello duck").rate).toBe(0.5);
    expect(rateOf("i can spell", "i cant spell").rate).toBeCloseTo(1 / 3, 12);
    expect(rateOf("the quick brown fox", "quick brown the fox jumps")).toEqual({
      words: 4,
      replaced: 0,
      missing: 1,
      added: 2,
      rate: 0.75,
    });
    expect(rateOf("one", "one two three").rate).toBe(2);
    expect(rateOf("", "")).toMatchObject({ words: 0, rate: 0 });
    expect(rateOf("", "noise here")).toMatchObject({ added: 2, rate: 1 });
    expect(rateOf("all lost", "")).toMatchObject({ missing: 2, rate: 1 });
  });

  it("counts as few steps one way as the other, none only for equal words, and obeys the triangle", () => {
    const steps = (a: string, b: string) => {
      const { replaced, missing, added } = rateOf(a, b);
      return replaced + missing + added;
    };
    fc.assert(
      fc.property(texts, texts, texts, (a, b, c) => {
        const compared = (text: string) => comparableWords(text).map((word) => word.compared).join(" "); // prettier-ignore
        expect(steps(a, b)).toBe(steps(b, a));
        expect(steps(a, b) === 0).toBe(compared(a) === compared(b));
        expect(steps(a, c)).toBeLessThanOrEqual(steps(a, b) + steps(b, c));
      }),
    );
  });
});
