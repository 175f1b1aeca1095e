import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createLineCache } from "./line-cache.ts";
import { emptyLogState, type LogState } from "../storage/log-state.ts";

const file = "tts_structured.jsonl";

/** Counts reads, each a round trip to the browser process. */
class CountedBlob extends Blob {
  reads = 0;

  override arrayBuffer(): Promise<ArrayBuffer> {
    this.reads++;
    return super.arrayBuffer();
  }
}

/** A segment of ten lines of `text`. */
function segmentAt(firstLine: number, text = "0123456789") {
  const bytes = new CountedBlob([text]);
  return { file, firstLine, lines: 10, sizeBytes: bytes.size, bytes } as const;
}

/** A log of which the lines before `first` have rotated out. */
function stateFrom(first: number, epoch = "one"): LogState {
  const state = { ...emptyLogState(), epoch };
  state.files[file] = { parts: [{ generation: 1, sizeBytes: 0, lines: 100 - first }], nextLine: 100 };
  return state;
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("createLineCache", () => {
  it("reads a whole segment once, and parts of it from the cache", async () => {
    const [cache, state, segment] = [createLineCache(), stateFrom(0), segmentAt(0)];
    expect(text(await cache.read(state, segment, 0, 10))).toBe("0123456789");
    expect(text(await cache.read(state, segment, 0, 10))).toBe("0123456789");
    expect(text(await cache.read(state, segment, 2, 5))).toBe("234");
    expect(segment.bytes.reads).toBe(1);
  });

  it("does not cache a part", async () => {
    const [cache, state, segment] = [createLineCache(), stateFrom(0), segmentAt(0)];
    expect(text(await cache.read(state, segment, 2, 5))).toBe("234");
    expect(text(await cache.read(state, segment, 0, 10))).toBe("0123456789");
    expect(segment.bytes.reads).toBe(1);
  });

  it("holds no more than its limit", async () => {
    const [cache, state] = [createLineCache(25), stateFrom(0)];
    const segments = [segmentAt(20), segmentAt(10), segmentAt(0)];
    for (const segment of [...segments, ...segments]) await cache.read(state, segment, 0, 10);
    expect(segments.map(({ bytes }) => bytes.reads)).toEqual([1, 1, 2]);
  });

  it("is emptied a minute after the last search", async () => {
    const [cache, state, segment] = [createLineCache(), stateFrom(0), segmentAt(0)];
    await cache.read(state, segment, 0, 10);
    vi.advanceTimersByTime(59_000);
    await cache.read(state, segment, 0, 10);
    vi.advanceTimersByTime(59_000);
    await cache.read(state, segment, 0, 10);
    expect(segment.bytes.reads).toBe(1);
    vi.advanceTimersByTime(60_000);
    await cache.read(state, segment, 0, 10);
    expect(segment.bytes.reads).toBe(2);
  });

  it("makes room when segments rotate out", async () => {
    const cache = createLineCache(10);
    const young = segmentAt(50);
    await cache.read(stateFrom(0), segmentAt(0), 0, 10);
    for (const first of [0, 10, 10]) await cache.read(stateFrom(first), young, 0, 10);
    expect(young.bytes.reads).toBe(2);
  });

  it("never gives lines of a log that was cleared", async () => {
    const cache = createLineCache();
    await cache.read(stateFrom(0), segmentAt(0, "old"), 0, 3);
    expect(text(await cache.read(stateFrom(0, "two"), segmentAt(0, "new"), 0, 3))).toBe("new");
  });
});
