import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../../basics/seeded-random.ts";
import { createRowsInside } from "./rows-inside.ts";

describe("createRowsInside", () => {
  it("finds the rows that are in all runs, and none without a cell", () => {
    const random = seededRandom(11);
    const cells = 9;
    const columns = Array.from({ length: 4 }, () =>
      Uint16Array.from({ length: 500 }, () => Math.floor(random() * (cells + 1))),
    );
    const rowsInside = createRowsInside((field) => ({ codes: columns[field]!, cells }));
    for (let made = 0; made < 200; made++) {
      const runs = Array.from({ length: 1 + (made % 3) }, (_, at) => {
        const from = Math.floor(random() * cells);
        return { field: (made + at) % 4, from, to: from + Math.floor(random() * (cells - from)) };
      });
      const expected = [...columns[0]!.keys()].filter((row) =>
        runs.every(({ field, from, to }) => columns[field]![row]! - 1 >= from && columns[field]![row]! - 1 <= to),
      );
      expect([...rowsInside(runs)].sort((a, b) => a - b)).toEqual(expected);
    }
  });
});
