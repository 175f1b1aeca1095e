import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { createRowCollector } from "./file-rows.ts";
import { createSeenEvents } from "./seen-events.ts";

const rowsOf = (file: number, seqs: number[]) => {
  const [event] = generateEvents(1);
  const rows = createRowCollector(file);
  for (const seq of seqs) rows.addWhole({ ...event!, session_id: "s", seq }, new Uint8Array(0));
  return rows.take(true)[0]!;
};

describe("createSeenEvents", () => {
  it("equals a set of what the other file had, for any ordinals in any order", () => {
    const seqs = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 40 });
    fc.assert(
      fc.property(seqs, seqs, (some, others) => {
        const seen = createSeenEvents();
        const [first, second] = [rowsOf(0, some), rowsOf(1, others)];
        for (const row of some.keys()) seen.isRepeated(first, row);
        const expected = others.map((seq) => some.includes(seq));
        expect(others.map((_, row) => seen.isRepeated(second, row))).toEqual(expected);
      }),
    );
  });

  it("takes an event of another file for repeated, whatever the order, and one of the same file for another event", () => {
    const seen = createSeenEvents();
    const first = rowsOf(0, [5, 1, 2, 3, 3, NaN]);
    expect(Array.from(first.seq, (_, row) => seen.isRepeated(first, row))).toEqual(Array(6).fill(false));
    const second = rowsOf(1, [3, 4, 5, 6, NaN]);
    expect(Array.from(second.seq, (_, row) => seen.isRepeated(second, row))).toEqual([true, false, true, false, false]);
  });
});
