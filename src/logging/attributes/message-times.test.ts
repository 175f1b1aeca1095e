import { describe, expect, it } from "vitest";
import { mostTimes, recordTimes, timesOf, type BinnedTimes } from "./message-times.ts";

function recorded(count: number, atMs: (index: number) => number) {
  const recorder = recordTimes();
  for (let index = 0; index < count; index++) recorder.add(atMs(index));
  return recorder;
}
const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);

describe("the times of messages", () => {
  it("are written one by one, in whole milliseconds, while there are few", () => {
    const recorder = recordTimes();
    expect(recorder.times()).toBeUndefined();
    for (const atMs of [0.4, 99.6, 200]) recorder.add(atMs);
    expect(recorder.times()).toEqual({ at_ms: [0, 100, 200] });
    expect(recorded(mostTimes, (index) => index * 100).times()).toHaveProperty(`at_ms.${mostTimes - 1}`, 6_300);
  });

  it("are counted in bins from the one on that is too many, without losing a message", () => {
    for (const count of [mostTimes + 1, 5_000, 36_000]) {
      const { counts, bin_ms, first_ms, last_ms } = recorded(count, (index) => index * 100).times() as BinnedTimes;
      expect([sum(counts), first_ms, last_ms]).toEqual([count, 0, (count - 1) * 100]);
      expect(counts.length).toBeLessThanOrEqual(mostTimes);
      expect(counts.length * bin_ms).toBeGreaterThan(last_ms);
    }
  });

  it("have each message in the bin of its time", () => {
    const times = Array.from({ length: 1_000 }, (_, index) => index * 40 + ((index * 7919) % 37));
    const { counts, bin_ms } = recorded(times.length, (index) => times[index]!).times() as BinnedTimes;
    counts.forEach((count, bin) => {
      expect(count).toBe(times.filter((atMs) => Math.floor(atMs / bin_ms) === bin).length);
    });
  });

  it("keep the eight longest pauses of a long call, in order of time", () => {
    const pauses = new Map(Array.from({ length: 12 }, (_, index) => [50 * (index + 1), 300 + 10 * index]));
    let atMs = 0;
    const recorder = recorded(1_000, (index) => (atMs += 20 + (pauses.get(index) ?? 0)));
    const { pauses_ms } = recorder.times() as BinnedTimes;
    expect(pauses_ms.map(([, lengthMs]) => lengthMs)).toEqual([360, 370, 380, 390, 400, 410, 420, 430]);
    expect(pauses_ms.map(([fromMs]) => fromMs)).toEqual(pauses_ms.map(([fromMs]) => fromMs).toSorted((a, b) => a - b));
  });

  it("never go back, whatever the clock does", () => {
    const recorder = recordTimes();
    for (const atMs of [10, 5, -3, 20]) recorder.add(atMs);
    expect(recorder.times()).toEqual({ at_ms: [10, 10, 10, 20] });
  });

  it("take less than a kilobyte, however long the call is", () => {
    const hour = recorded(36_000, (index) => index * 100 + (index % 3 === 0 ? 90 : 0));
    const longest = recorded(mostTimes, (index) => 3_000_000 + index * 1_000);
    for (const recorder of [hour, longest]) expect(JSON.stringify(recorder.times()).length).toBeLessThan(1_000);
  });

  it("are copies: what is added later does not change them", () => {
    const recorder = recorded(1, () => 7);
    const before = recorder.times();
    recorder.add(9);
    expect(before).toEqual({ at_ms: [7] });
  });

  it("name no kind of which no message came", () => {
    expect(timesOf({ sent: recorded(1, () => 7), finals: recordTimes() })).toEqual({ sent: { at_ms: [7] } });
  });
});
