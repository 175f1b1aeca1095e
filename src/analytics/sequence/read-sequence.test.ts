import { describe, expect, it } from "vitest";
import { seededRandom } from "../../basics/seeded-random.ts";
import type { SequenceCalls } from "./call-spans.ts";
import { readSequence, type CallWait } from "./read-sequence.ts";

interface Call {
  began: number;
  ended: number;
  failed: number;
  service: number;
}

const services = 3;

function calls(list: Call[]): SequenceCalls {
  return {
    began: Float64Array.from(list, ({ began }) => began),
    ended: Float64Array.from(list, ({ ended }) => ended),
    failed: Int8Array.from(list, ({ failed }) => failed),
    services: Int32Array.from(list, ({ service }) => service),
    serviceCount: services,
  };
}

/** Calls at few moments, so that many begin and end at one. */
function drawCalls(seed: number): Call[] {
  const random = seededRandom(seed);
  const below = (most: number) => Math.floor(random() * most);
  return Array.from({ length: 2 + below(40) }, () => {
    const began = random() < 0.05 ? NaN : below(60);
    const isOpen = random() < 0.1;
    return {
      began,
      ended: isOpen ? NaN : began + below(random() < 0.3 ? 20 : 4),
      failed: isOpen || random() < 0.1 ? -1 : random() < 0.4 ? 1 : 0,
      service: random() < 0.1 ? -1 : below(services),
    };
  });
}

/** Whether one call begins before another. */
const isEarlier = (list: Call[], one: number, other: number) =>
  list[one]!.began < list[other]!.began || (list[one]!.began === list[other]!.began && one < other);

/** The calls that ended before another one began, in the order in which they ended. */
function endedBefore(list: Call[], call: number): number[] {
  return [...list.keys()]
    .filter((other) => list[other]!.ended <= list[call]!.began && isEarlier(list, other, call))
    .sort((a, b) => list[a]!.ended - list[b]!.ended || (isEarlier(list, a, b) ? -1 : 1));
}

const hasTime = (list: Call[]) => [...list.keys()].filter((call) => !Number.isNaN(list[call]!.began));
const isCounted = ({ failed, service }: Call) => failed >= 0 && service >= 0;

/** A pair of calls follows one another where the later one finds the earlier one as the last of its service, as the first to do so. */
function naiveFollowings(list: Call[]): string[] {
  const seen = new Set<string>();
  const counts = new Map<string, number[]>();
  const timed = hasTime(list).filter((call) => isCounted(list[call]!));
  for (const call of timed.sort((a, b) => (isEarlier(list, a, b) ? -1 : 1))) {
    for (let service = 0; service < services; service++) {
      const earlier = endedBefore(list, call).findLast(
        (one) => isCounted(list[one]!) && list[one]!.service === service,
      );
      if (earlier === undefined || seen.has(`${earlier} ${list[call]!.service}`)) continue;
      seen.add(`${earlier} ${list[call]!.service}`);
      const key = `${service} ${list[call]!.service}`;
      const of = counts.get(key) ?? [0, 0, 0, 0];
      of[list[earlier]!.failed * 2]!++;
      of[list[earlier]!.failed * 2 + 1]! += list[call]!.failed;
      counts.set(key, of);
    }
  }
  return [...counts]
    .filter(([, of]) => of[2]! > 0)
    .map(([key, of]) => `${key}: ${of.join(" ")}`)
    .sort();
}

/** Time between the first and the last beginning in which no call runs, tick by tick. */
function naiveIdle(list: Call[]): number {
  const timed = hasTime(list).map((call) => list[call]!);
  const beginnings = timed.map(({ began }) => began);
  let idle = 0;
  for (let tick = Math.min(...beginnings); tick < Math.max(...beginnings); tick++)
    if (!timed.some(({ began, ended }) => began <= tick && tick < ended)) idle++;
  return idle;
}

describe("readSequence", () => {
  it("finds for each call the one that ended last before it, and how many ran beside it", () => {
    for (let seed = 1; seed <= 200; seed++) {
      const list = drawCalls(seed);
      const waits = new Map<number, CallWait>();
      readSequence(calls(list), (call, wait) => void waits.set(call, wait));
      expect([...waits.keys()].sort((a, b) => a - b)).toEqual(hasTime(list));
      for (const [call, wait] of waits) {
        const after = endedBefore(list, call).at(-1) ?? -1;
        const beside = hasTime(list).filter(
          (one) => one !== call && isEarlier(list, one, call) && list[one]!.ended > list[call]!.began,
        ).length;
        // A call of no length that begins at this very moment and stands earlier in the log is over already.
        expect(wait).toEqual({ after, beside, sinceMs: after < 0 ? NaN : list[call]!.began - list[after]!.ended });
      }
    }
  });

  it("counts which failures follow which, as looking back from every call does", () => {
    let found = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const list = drawCalls(seed);
      const ours = readSequence(calls(list)).followings.map(
        ({ earlier, later, afterSuccess, afterFailure }) =>
          `${earlier} ${later}: ${afterSuccess.calls} ${afterSuccess.failed} ${afterFailure.calls} ${afterFailure.failed}`,
      );
      expect(ours.sort()).toEqual(naiveFollowings(list));
      found += ours.length;
    }
    expect(found).toBeGreaterThan(500);
  });

  it("adds up the time in which nothing ran, and keeps the five longest pauses", () => {
    for (let seed = 1; seed <= 200; seed++) {
      const list = drawCalls(seed);
      const { idleMs, idle, untimed } = readSequence(calls(list));
      expect(idleMs).toBe(naiveIdle(list));
      expect(untimed).toBe(list.length - hasTime(list).length);
      const lengths = idle.map(({ fromMs, toMs }) => toMs - fromMs);
      expect(lengths).toEqual(lengths.toSorted((a, b) => b - a));
      expect(lengths.length).toBeLessThanOrEqual(5);
      for (const { fromMs, toMs } of idle)
        expect(list.some(({ began, ended }) => began < toMs && ended > fromMs)).toBe(false);
    }
  });

  it("takes for the first failure the one that was over first, not the one that began first", () => {
    const list = [
      { began: 0, ended: 90, failed: 1, service: 0 },
      { began: 10, ended: 20, failed: 1, service: 1 },
      { began: 15, ended: 18, failed: -1, service: 1 },
      { began: 20, ended: 30, failed: 0, service: 0 },
      { began: 50, ended: 60, failed: 1, service: 2 },
      { began: 70, ended: NaN, failed: -1, service: 2 },
    ];
    const { firstFailure, beganMs, endedMs } = readSequence(calls(list));
    expect(firstFailure).toEqual({ call: 1, endedMs: 20, later: { calls: 2, failed: 1 } });
    expect([beganMs, endedMs]).toEqual([0, 90]);
  });

  it("says nothing of no calls", () => {
    const none = { untimed: 0, beganMs: NaN, endedMs: NaN, idleMs: 0, idle: [], followings: [] };
    expect(readSequence(calls([]))).toEqual(none);
  });
});
