import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FileRows } from "./file-rows.ts";
import { createOverlapSkipper } from "./skip-overlap.ts";

async function* rowsOf(hashes: number[], chunk: number): AsyncGenerator<FileRows> {
  for (let at = 0; at < hashes.length; at += chunk) {
    const hash = hashes.slice(at, at + chunk);
    const zeros = hash.map(() => 0);
    yield {
      file: 0,
      length: hash.length,
      timeMs: zeros,
      lineBytes: zeros,
      rendered: zeros,
      session: hash.map(() => undefined),
      seq: hash.map(() => NaN),
      hash,
      bytes: () => [],
    };
  }
}

async function passed(parts: number[][], chunk: number): Promise<{ hashes: number[][]; skipped: number[] }> {
  const skipper = createOverlapSkipper();
  const hashes: number[][] = [];
  const skipped: number[] = [];
  for (const [index, part] of parts.entries()) {
    hashes.push([]);
    skipped.push(0);
    const rows = skipper.next(rowsOf(part, chunk), (count) => (skipped[index]! += count));
    for await (const { hash } of rows) hashes[index]!.push(...Array.from(hash));
  }
  return { hashes, skipped };
}

/** Length of the longest end of `before` that begins `part`. */
function overlap(before: number[], part: number[]): number {
  for (let length = Math.min(before.length, part.length); length > 0; length--) {
    if (part.slice(0, length).every((value, at) => value === before[before.length - length + at])) return length;
  }
  return 0;
}

describe("createOverlapSkipper", () => {
  it("leaves out the longest end of the part before, for any parts in any chunks", async () => {
    const part = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(part, part, fc.integer({ min: 1, max: 4 }), async (before, after, chunk) => {
        const { hashes, skipped } = await passed([before, after], chunk);
        const length = overlap(before, after);
        expect(skipped).toEqual([0, length]);
        expect(hashes).toEqual([before, after.slice(length)]);
      }),
      { numRuns: 2_000 },
    );
  });
});
