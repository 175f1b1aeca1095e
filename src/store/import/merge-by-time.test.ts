import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeByTime } from "./merge-by-time.ts";

type Item = { timeMs: number; source?: number };

async function* lists(cuts: Item[][]) {
  for (const items of cuts) yield { items, length: items.length, timeMs: items.map(({ timeMs }) => timeMs) };
}

async function merge(sources: Item[][][]): Promise<Item[]> {
  const merged: Item[] = [];
  for await (const { rows, from, to } of mergeByTime(sources.map(lists))) merged.push(...rows.items.slice(from, to));
  return merged;
}

describe("mergeByTime", () => {
  it("merges sorted streams and keeps the order of equal times, however the streams are split", async () => {
    const stream = fc.array(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 5 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.array(stream, { minLength: 1, maxLength: 5 }), async (streams) => {
        const sources = streams.map((cuts, source) => {
          const sorted = cuts.flat().toSorted((a, b) => a - b);
          return cuts.map((cut) => sorted.splice(0, cut.length).map((timeMs) => ({ timeMs, source })));
        });
        const expected = sources.flat(2).toSorted((a, b) => a.timeMs - b.timeMs || a.source - b.source);
        expect(await merge(sources)).toEqual(expected);
      }),
    );
  });

  it("keeps the order within a stream whose clock was set back", async () => {
    const merged = await merge([[[{ timeMs: 5 }, { timeMs: 1 }]], [[{ timeMs: 3 }]]]);
    expect(merged.map(({ timeMs }) => timeMs)).toEqual([3, 5, 1]);
  });

  it("lets a row without a time follow the one before", async () => {
    const merged = await merge([[[{ timeMs: 1 }, { timeMs: 9 }]], [[{ timeMs: 2 }, { timeMs: NaN }]]]);
    expect(merged.map(({ timeMs }) => timeMs)).toEqual([1, 2, NaN, 9]);
  });
});
