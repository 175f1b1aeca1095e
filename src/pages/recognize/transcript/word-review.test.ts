import { describe, expect, it } from "vitest";
import { WordReview } from "./word-review.svelte.ts";

const words = [0.9, 0.3, 0, 0.5, 0.7].map((confidence, index) => {
  return { text: `w${String(index)}`, startMs: index * 1000, endMs: index * 1000 + 500, confidence };
});

function setup() {
  const played: number[][] = [];
  const review = new WordReview({ playRange: (...range) => void played.push(range) });
  const walk = (...directions: (1 | -1)[]) =>
    directions.map((direction) => {
      review.step(words, direction);
      return review.place;
    });
  return { review, played, walk };
}

describe("WordReview", () => {
  it("steps through the words below the limit, round and round, and plays each with what stands around it", () => {
    const { walk, played } = setup();
    expect(walk(1, 1, 1, -1, -1)).toEqual([1, 3, 1, 3, 1]);
    expect(played.slice(0, 2)).toEqual([
      [0.2, 1.9],
      [2.2, 3.9],
    ]);
  });

  it("does not call a word doubtful of which the platform says nothing", () => {
    const { review } = setup();
    review.limit.value = 1;
    expect(review.places(words)).toEqual([0, 1, 3, 4]);
  });

  it("stays where it is when nothing is doubtful", () => {
    const { review, walk, played } = setup();
    review.limit.value = 0.1;
    expect(walk(1, -1)).toEqual([-1, -1]);
    expect(played).toEqual([]);
  });
});
