import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeLines } from "./rotation.ts";
import type { FileState } from "../storage/log-state.ts";

const emptyFile = (): FileState => ({ parts: [{ generation: 0, sizeBytes: 0, lines: 0 }], nextLine: 0 });

/** The plainest rotation there is: lists of lines, newest file first. */
function simpleModel(batches: number[][], maxBytes: number, backups: number): number[][] {
  let files: number[][] = [[]];
  for (const size of batches.flat()) {
    const used = files[0]!.reduce((sum, line) => sum + line, 0);
    if (files[0]!.length > 0 && used + size > maxBytes) files = [[], ...files].slice(0, backups + 1);
    files[0]!.push(size);
  }
  return files;
}

describe("placeLines", () => {
  it("equals a simple rotation for any batches, limit and number of backups", () => {
    const batches = fc.array(fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 30 }), { maxLength: 30 });
    fc.assert(
      fc.property(
        batches,
        fc.integer({ min: 100, max: 400 }),
        fc.integer({ min: 0, max: 4 }),
        (sizes, maxBytes, backups) => {
          const file = emptyFile();
          for (const batch of sizes) placeLines(file, { maxBytes, backups }, batch);
          const parts = file.parts.map(({ sizeBytes, lines }) => [sizeBytes, lines]).reverse();
          const expected = simpleModel(sizes, maxBytes, backups).map((lines) => [
            lines.reduce((sum, line) => sum + line, 0),
            lines.length,
          ]);
          expect(parts).toEqual(expected);
          expect(file.nextLine).toBe(sizes.flat().length);
        },
      ),
    );
  });

  it("lets a line end exactly at the limit", () => {
    const file = emptyFile();
    placeLines(file, { maxBytes: 10, backups: 1 }, [4, 6, 1]);
    expect(file.parts.map(({ sizeBytes }) => sizeBytes)).toEqual([10, 1]);
  });

  it("leaves out lines that rotated out within one batch", () => {
    const runs = placeLines(emptyFile(), { maxBytes: 10, backups: 1 }, [10, 10, 10, 5]);
    expect(runs).toEqual([
      { generation: 2, firstLine: 2, lines: 1, startByte: 20, endByte: 30 },
      { generation: 3, firstLine: 3, lines: 1, startByte: 30, endByte: 35 },
    ]);
  });

  it("starts a new file for the first line after the limit was lowered", () => {
    const file = emptyFile();
    placeLines(file, { maxBytes: 100, backups: 2 }, [80]);
    placeLines(file, { maxBytes: 50, backups: 2 }, [10]);
    expect(file.parts.map(({ sizeBytes }) => sizeBytes)).toEqual([80, 10]);
  });
});
