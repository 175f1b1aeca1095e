import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isUncertainWord, timedWords, wordAt } from "./timed-words.ts";

/** Words of half a second each, one after another. */
const heard = (sentence: string, confidence = 0.9) =>
  sentence.split(" ").map((word, index) => ({ word, startMs: index * 500, endMs: index * 500 + 500, confidence }));

const shown = (text: string, sentence: string) =>
  timedWords({ text, words: heard(sentence) }).map((word) => [word.text, word.startMs, word.endMs]);

describe("timedWords", () => {
  it("keeps the written form of every word at the time it was heard", () => {
    expect(shown("Go forward, ten meters.", "go forward ten meters")).toEqual([
      ["Go", 0, 500],
      ["forward,", 500, 1000],
      ["ten", 1000, 1500],
      ["meters.", 1500, 2000],
    ]);
  });

  it("lets a number in digits span the words it was said with", () => {
    expect(shown("Приду в 125 кабинет", "приду в сто двадцать пять кабинет")).toEqual([
      ["Приду", 0, 500],
      ["в", 500, 1000],
      ["125", 1000, 2500],
      ["кабинет", 2500, 3000],
    ]);
  });

  it("shares time between written words where fewer were heard", () => {
    expect(shown("it is fine", "its fine")).toEqual([
      ["it", 0, 250],
      ["is", 250, 500],
      ["fine", 500, 1000],
    ]);
  });

  it("takes the least confidence of what a written word spans", () => {
    const words = [
      { word: "twenty", startMs: 0, endMs: 500, confidence: 0.9 },
      { word: "five", startMs: 500, endMs: 900, confidence: 0.4 },
    ];

    expect(timedWords({ text: "25", words })).toEqual([{ text: "25", startMs: 0, endMs: 900, confidence: 0.4 }]);
  });

  it("has no times where the platform sent none", () => {
    expect(timedWords({ text: "Go forward.", words: [] })).toEqual([]);
  });

  it("matches a phrase of an hour without holding up the page", () => {
    const spoken = Array.from({ length: 9000 }, (_, index) => `w${String(index)}`);
    const timed = timedWords({ text: spoken.join(" ").replace("w4500", "4500"), words: heard(spoken.join(" ")) });
    expect([timed[4500], timed[8999]].map((word) => [word!.text, word!.startMs])).toEqual([
      ["4500", 2_250_000],
      ["w8999", 4_499_500],
    ]);
  });

  it("shows every written word once, in order, with times that never run backwards", () => {
    const sentence = fc.array(fc.constantFrom("a", "b", "c", "d", "—"), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(sentence, sentence, (written, spoken) => {
        const timed = timedWords({ text: written.join(" "), words: heard(spoken.join(" ")) });
        expect(timed.map(({ text }) => text)).toEqual(written);
        timed.forEach((word, index) => {
          expect(word.endMs).toBeGreaterThanOrEqual(word.startMs);
          expect(word.startMs).toBeGreaterThanOrEqual(timed[index - 1]?.endMs ?? 0);
        });
      }),
    );
  });
});

describe("wordAt", () => {
  const words = [
    { text: "go", startMs: 100, endMs: 300, confidence: 1 },
    { text: "on", startMs: 500, endMs: 700, confidence: 1 },
  ];

  it.each([
    [0, -1],
    [100, 0],
    [299, 0],
    [300, -1],
    [500, 1],
    [700, -1],
  ])("finds at %d ms the word %d", (timeMs, index) => {
    expect(wordAt(words, timeMs)).toBe(index);
  });
});

describe("isUncertainWord", () => {
  it("does not take an absent confidence for doubt", () => {
    expect([0, 0.2, 0.59, 0.6, 1].map((confidence) => isUncertainWord({ confidence }))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
  });
});
