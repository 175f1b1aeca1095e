import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bucketed } from "./buckets.ts";

const minute = 60_000;
const startMs = Date.UTC(2026, 0, 5, 9);
const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);

describe("bucketed", () => {
  it("keeps minutes while they fit, with a zero where nothing happened", () => {
    const minutes = [
      { minuteMs: startMs, calls: 3, errors: 1 },
      { minuteMs: startMs + 18 * minute, calls: 2, errors: 0 },
    ];
    const { stepMs, timesMs, calls, errors } = bucketed(minutes, startMs + 5, startMs + 18 * minute + 7, 120);
    expect(stepMs).toBe(minute);
    expect(timesMs).toEqual(Array.from({ length: 19 }, (_, index) => startMs + index * minute));
    expect(calls).toEqual([3, ...new Array<number>(17).fill(0), 2]);
    expect(errors).toEqual([1, ...new Array<number>(18).fill(0)]);
  });

  it("reaches into the past where the range is short", () => {
    const { timesMs, calls } = bucketed([{ minuteMs: startMs, calls: 3, errors: 0 }], startMs, startMs + 1, 120);
    expect(timesMs.length).toBeGreaterThan(14);
    expect([timesMs.at(-1), calls.at(-1)]).toEqual([startMs, 3]);
  });

  it("loses no call, whatever the range and the room", () => {
    const hours = fc.integer({ min: 0, max: 40 * 24 * 60 });
    fc.assert(
      fc.property(
        fc.uniqueArray(hours, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 10, max: 300 }),
        (at, room) => {
          const minutes = at
            .toSorted((a, b) => a - b)
            .map((index) => ({ minuteMs: startMs + index * minute, calls: 2, errors: 1 }));
          const buckets = bucketed(minutes, minutes[0]!.minuteMs, minutes.at(-1)!.minuteMs + 1, room);
          expect([sum(buckets.calls), sum(buckets.errors)]).toEqual([2 * at.length, at.length]);
          // One more than there is room for when the range does not begin where a stretch does.
          expect(buckets.timesMs.length).toBeLessThanOrEqual(Math.max(room, 15) + 1);
        },
      ),
    );
  });
});
