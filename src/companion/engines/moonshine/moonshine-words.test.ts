import { describe, expect, it } from "vitest";
import { joinTokens } from "./moonshine-words.ts";

const vocabulary = ["<unk>", "<s>", "</s>", "▁Caf", "<0xC3>", "<0xA9>", "▁is", "▁o", "pen", ".", "▁"];
const token = (id: number, probability = 1, startMs = 0) => ({ id, probability, startMs });

describe("joinTokens", () => {
  it("joins pieces to words and bytes to characters", () => {
    const { text } = joinTokens([3, 4, 5, 6, 7, 8, 9].map((id) => token(id)), vocabulary, 1000); // prettier-ignore
    expect(text).toBe("Café is open.");
  });

  it("ends a word where the next begins and the last with the sound", () => {
    const { words } = joinTokens([token(6, 1, 120), token(7, 1, 300), token(8, 1, 480)], vocabulary, 900);
    expect(words.map(({ word, startMs, endMs }) => [word, startMs, endMs])).toEqual([
      ["is", 120, 300],
      ["open", 300, 900],
    ]);
  });

  it("multiplies the probabilities in a word and takes their geometric mean over the text", () => {
    const { words, confidence } = joinTokens([token(6, 0.5), token(7, 0.8), token(8, 0.5)], vocabulary, 900);
    expect(words.map((word) => word.confidence)).toEqual([0.5, 0.4]);
    expect(confidence).toBeCloseTo(Math.cbrt(0.5 * 0.8 * 0.5), 10);
  });

  it("leaves out the model's own marks and empty words", () => {
    expect(joinTokens([token(1), token(10), token(6), token(32_001)], vocabulary, 900).text).toBe("is");
    expect(joinTokens([], vocabulary, 900)).toEqual({ text: "", words: [], confidence: 0 });
  });
});
