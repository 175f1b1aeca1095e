import { describe, expect, it } from "vitest";
import { tokenStarts } from "./moonshine-align.ts";

/** Attention of tokens that each look at their own stretch of frames. */
function looking(stretches: [from: number, to: number][], frames: number): Float32Array[] {
  return stretches.map(([from, to]) =>
    Float32Array.from({ length: frames }, (_, frame) => (frame >= from && frame < to ? 1 : 0)),
  );
}

describe("tokenStarts", () => {
  it("begins each token where its attention begins", () => {
    const starts = tokenStarts(looking([[0, 20], [20, 45], [45, 80]], 80)); // prettier-ignore
    expect(starts).toEqual([0, 20, 45]);
  });

  it("never goes back, whatever a token looked at", () => {
    const starts = tokenStarts(looking([[40, 60], [0, 20], [60, 80], [10, 30]], 80)); // prettier-ignore
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  });

  it("gives as many starts as tokens, also when there are more tokens than frames", () => {
    expect(tokenStarts(looking([[0, 1], [1, 2], [0, 2], [1, 2]], 2))).toHaveLength(4); // prettier-ignore
    expect(tokenStarts([])).toEqual([]);
  });
});
