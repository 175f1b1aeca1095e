import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createChunkWatch, type ChunkWatch, type MicrophoneGap, type MicrophoneStall } from "./chunk-watch.ts";

let watch: ChunkWatch;
let stalls: (MicrophoneStall | undefined)[];
let gaps: MicrophoneGap[];
let cause: "suspended" | "muted" | undefined;

/** A chunk each 100 ms for so many seconds; returns the silence that stands before them, in milliseconds. */
function record(seconds: number, droppedMs = 0): number {
  let silentMs = 0;
  for (let chunk = 0; chunk < seconds * 10; chunk++) {
    vi.advanceTimersByTime(100);
    silentMs += watch.chunk(Date.now(), chunk === 0 ? droppedMs : 0);
  }
  return silentMs;
}

beforeEach(() => {
  vi.useFakeTimers();
  [stalls, gaps, cause] = [[], [], undefined];
  const onstall = (stall: MicrophoneStall | undefined) => stalls.push(stall);
  watch = createChunkWatch({ chunkMs: 100, cause: () => cause, onstall, ongap: (gap) => gaps.push(gap) });
});
afterEach(() => {
  watch.stop();
  vi.useRealTimers();
});

describe("createChunkWatch", () => {
  it("finds nothing in an even flow", () => {
    expect(record(60)).toBe(0);
    expect([stalls, gaps]).toEqual([[], []]);
  });

  it("notices within three seconds that chunks stopped, and measures the gap when they come again", () => {
    record(1);
    vi.advanceTimersByTime(3000);
    expect(stalls).toEqual(["silent"]);
    vi.advanceTimersByTime(9000);
    expect(record(1)).toBe(12_000);
    expect(stalls).toEqual(["silent", undefined]);
    expect(gaps).toEqual([{ cause: "silent", seconds: 12 }]);
  });

  it("takes a page that was held up for no gap: its chunks were recorded in time", () => {
    record(1);
    const recordedMs = Date.now();
    vi.setSystemTime(recordedMs + 5000);
    vi.advanceTimersByTime(500);
    for (let chunk = 1; chunk <= 55; chunk++) expect(watch.chunk(recordedMs + chunk * 100, 0)).toBe(0);
    expect([stalls, gaps]).toEqual([[], []]);
  });

  it("leaves out what the page itself has dropped", () => {
    record(1);
    vi.advanceTimersByTime(1000);
    expect(record(0.1, 1000)).toBe(0);
    expect(gaps).toEqual([]);
  });

  it("reports a gap of less than two seconds, and fills it", () => {
    record(1);
    vi.advanceTimersByTime(700);
    expect(record(1)).toBe(700);
    expect(stalls).toEqual([]);
    expect(gaps).toEqual([{ cause: "silent", seconds: 0.7 }]);
  });

  it("notices at once what the browser says, and reports and fills even a short gap", () => {
    record(1);
    cause = "suspended";
    watch.check();
    expect(stalls).toEqual(["suspended"]);
    vi.advanceTimersByTime(60);
    cause = undefined;
    expect(record(0.1)).toBe(60);
    expect(gaps).toEqual([{ cause: "suspended", seconds: 0.06 }]);
  });

  it("stays stalled while a muted track gives chunks, which are silent themselves", () => {
    record(1);
    cause = "muted";
    watch.check();
    expect(record(4)).toBe(0);
    expect([stalls, gaps]).toEqual([["muted"], []]);
    cause = undefined;
    record(0.1);
    expect(stalls).toEqual(["muted", undefined]);
    expect(gaps).toEqual([{ cause: "muted", seconds: 4.1 }]);
  });

  it("counts no pause, and fills what was missing before it once", () => {
    record(1);
    vi.advanceTimersByTime(4000);
    watch.pause();
    expect(gaps).toEqual([{ cause: "silent", seconds: 4 }]);
    vi.advanceTimersByTime(60_000);
    watch.resume();
    vi.advanceTimersByTime(1000);
    expect(record(1)).toBe(5000);
    expect(gaps).toEqual([
      { cause: "silent", seconds: 4 },
      { cause: "silent", seconds: 1 },
    ]);
  });

  it("ends an open gap with the microphone", () => {
    record(1);
    vi.advanceTimersByTime(5000);
    watch.stop();
    expect(gaps).toEqual([{ cause: "silent", seconds: 5 }]);
    vi.advanceTimersByTime(5000);
    expect(stalls).toEqual(["silent"]);
  });

  it("waits for the first chunk without calling it a gap, until that is a stall", () => {
    vi.advanceTimersByTime(1500);
    expect(record(1)).toBe(0);
    expect(gaps).toEqual([]);
  });
});
