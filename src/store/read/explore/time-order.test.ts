import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTimeOrder } from "./time-order.ts";

/** Rows by time and then by number, in the simplest way. */
function sorted(times: readonly number[]): number[] {
  const all = times.reduce<number[]>((known, time) => [...known, Number.isNaN(time) ? (known.at(-1) ?? -1) : time], []);
  return [...times.keys()].sort((a, b) => all[a]! - all[b]! || a - b);
}

describe("createTimeOrder", () => {
  it("takes no memory for rows that stand in order anyway", () => {
    expect(createTimeOrder(Float64Array.of(1, 1, NaN, 5, 9)).rows()).toBeUndefined();
  });

  it("gives rows by their times, those of one time as they are, however the log grew", () => {
    const time = fc.oneof(fc.nat(20), fc.constant(NaN));
    fc.assert(
      fc.property(fc.array(time, { maxLength: 40 }), fc.array(fc.nat(40), { maxLength: 3 }), (times, cuts) => {
        let order = createTimeOrder(new Float64Array(0));
        for (const length of [...cuts.filter((cut) => cut < times.length).sort((a, b) => a - b), times.length]) {
          order = createTimeOrder(Float64Array.from(times.slice(0, length)), order);
          expect([...(order.rows() ?? Array.from({ length }, (_, row) => row))]).toEqual(
            sorted(times.slice(0, length)),
          );
        }
      }),
      { numRuns: 500 },
    );
  });
});
