import { describe, expect, it } from "vitest";
import { highestStack, stackPaths } from "./stack-paths.ts";

const place = { heightPx: 40, leftPx: 0, rightPx: 20, max: 4 };

describe("stackPaths", () => {
  it("puts each series on the one before", () => {
    expect(
      stackPaths(
        [
          [1, 0],
          [3, 2],
        ],
        place,
      ),
    ).toEqual(["M0 30h9v10h-9z", "M0 0h9v30h-9zM10 20h9v20h-9z"]);
  });

  it("draws one of a million so that it is seen", () => {
    expect(stackPaths([[1, 0]], { ...place, max: 1_000_000 })).toEqual(["M0 38.5h9v1.5h-9z"]);
  });

  it("draws nothing for no bars", () => {
    expect(stackPaths([[], []], place)).toEqual(["", ""]);
  });
});

describe("highestStack", () => {
  it("is the largest sum over all series", () => {
    expect(
      highestStack([
        [1, 5],
        [7, 2],
      ]),
    ).toBe(8);
    expect(highestStack([])).toBe(0);
  });
});
