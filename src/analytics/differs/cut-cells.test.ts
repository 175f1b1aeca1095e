import { describe, expect, it } from "vitest";
import { seededRandom } from "../../basics/seeded-random.ts";
import { cutNumbers, cutTimes } from "./cut-cells.ts";
import type { Cell } from "./row-counter.ts";

const bounds = (cells: Cell[]) => cells.slice(1).map((cell) => (cell.is === "range" ? cell.from : undefined));

describe("cutNumbers", () => {
  it("gives ranges that follow one another, the outer ones open", () => {
    const cells = cutNumbers([1, 2, 3, 4, 5, 6, 7, 8], 4);
    expect(cells[0]).not.toHaveProperty("from");
    expect(cells.at(-1)).not.toHaveProperty("below");
    expect(bounds(cells)).toEqual(cells.slice(0, -1).map((cell) => (cell.is === "range" ? cell.below : undefined)));
  });

  it("puts about equally many numbers into each range, at round bounds", () => {
    const random = seededRandom(3);
    const sorted = Array.from({ length: 5000 }, () => Math.exp(3 + 2 * random() - 1)).sort((a, b) => a - b);
    const cells = cutNumbers(sorted, 32);
    for (const cell of cells) {
      const { from = -Infinity, below = Infinity } = cell as { from?: number; below?: number };
      const count = sorted.filter((number) => number >= from && number < below).length;
      expect(count).toBeGreaterThan(0);
      expect(count).toBeLessThan(3 * (5000 / 32));
    }
    const digits = bounds(cells).map((bound) => String(bound).replace(".", "").length);
    expect(Math.max(...digits)).toBeLessThanOrEqual(3);
    expect(bounds(cells)).toContain(30);
  });

  it("makes one range of equal numbers, and knows negative ones", () => {
    expect(cutNumbers([7, 7, 7], 8)).toEqual([{ is: "range" }]);
    expect(bounds(cutNumbers([-61.2, -40.5, -39, -12.25], 2))).toEqual([-50]);
  });
});

describe("cutTimes", () => {
  it("begins each range at a round time", () => {
    const cells = cutTimes(Date.UTC(2026, 10, 21, 0, 7), Date.UTC(2026, 10, 28), 64);
    expect(new Date(bounds(cells)[0]!).toISOString()).toBe("2026-11-21T04:00:00.000Z");
    expect(cells.length).toBeLessThanOrEqual(65);
    expect(new Set(bounds(cells).map((bound) => bound! % (4 * 3_600_000)))).toEqual(new Set([0]));
  });
});
