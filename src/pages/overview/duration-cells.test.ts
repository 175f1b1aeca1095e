import { describe, expect, it } from "vitest";
import { durationEdgesMs } from "../../analytics/overview/overview.ts";
import { durationCells } from "./duration-cells.ts";

describe("durationCells", () => {
  const rows = durationEdgesMs.length + 1;

  it("has the longest durations on top, and no rows beyond those that are used", () => {
    const durations = new Float64Array(rows * 2);
    [durations[3 * 2], durations[5 * 2 + 1]] = [4, 7];
    const cells = durationCells(durations, 2);
    expect(cells.rows.map(({ fromMs }) => fromMs)).toEqual([5, 4, 3].map((row) => durationEdgesMs[row - 1]));
    expect(cells.counts.map((counts) => [...counts])).toEqual([
      [0, 7],
      [0, 0],
      [4, 0],
    ]);
  });

  it("counts bins together where there are too many columns, and loses none", () => {
    const durations = new Float64Array(rows * 96).fill(1);
    const { together, counts } = durationCells(durations, 96);
    expect(together).toBe(2);
    expect(counts).toHaveLength(rows);
    expect(counts.every((row) => row.length === 48 && row.every((count) => count === 2))).toBe(true);
  });

  it("is empty without durations", () => {
    expect(durationCells(new Float64Array(rows), 1)).toEqual({ rows: [], counts: [], together: 1 });
  });
});
