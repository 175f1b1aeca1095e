import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createLineCache } from "./line-cache.ts";
import { emptyLogState, type LogState } from "../storage/log-state.ts";

const file = "tts_structured.jsonl";

/** Counts how often the browser process would be asked. */
class CountedBlob extends Blob {
  reads = 0;

  override arrayBuffer(): Promise<ArrayBuffer> {
    this.reads++;
    return super.arrayBuffer();
  }
}

/** A block of ten lines of `text`. */
function blockAt(firstLine: number, text = "0123456789") {
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
  it("reads a whole block once, and parts of it from memory", async () => {
    const [memory, state, block] = [createLineCache(), stateFrom(0), blockAt(0)];
    expect(text(await memory.read(state, block, 0, 10))).toBe("0123456789");
    expect(text(await memory.read(state, block, 0, 10))).toBe("0123456789");
    expect(text(await memory.read(state, block, 2, 5))).toBe("234");
    expect(block.bytes.reads).toBe(1);
  });

  it("does not keep a part", async () => {
    const [memory, state, block] = [createLineCache(), stateFrom(0), blockAt(0)];
    expect(text(await memory.read(state, block, 2, 5))).toBe("234");
    expect(text(await memory.read(state, block, 0, 10))).toBe("0123456789");
    expect(block.bytes.reads).toBe(1);
  });

  it("holds no more than it may", async () => {
    const [memory, state] = [createLineCache(25), stateFrom(0)];
    const blocks = [blockAt(20), blockAt(10), blockAt(0)];
    for (const block of [...blocks, ...blocks]) await memory.read(state, block, 0, 10);
    expect(blocks.map(({ bytes }) => bytes.reads)).toEqual([1, 1, 2]);
  });

  it("lets go a minute after the last search", async () => {
    const [memory, state, block] = [createLineCache(), stateFrom(0), blockAt(0)];
    await memory.read(state, block, 0, 10);
    vi.advanceTimersByTime(59_000);
    await memory.read(state, block, 0, 10);
    vi.advanceTimersByTime(59_000);
    await memory.read(state, block, 0, 10);
    expect(block.bytes.reads).toBe(1);
    vi.advanceTimersByTime(60_000);
    await memory.read(state, block, 0, 10);
    expect(block.bytes.reads).toBe(2);
  });

  it("makes room when blocks rotate out", async () => {
    const memory = createLineCache(10);
    const young = blockAt(50);
    await memory.read(stateFrom(0), blockAt(0), 0, 10);
    for (const first of [0, 10, 10]) await memory.read(stateFrom(first), young, 0, 10);
    expect(young.bytes.reads).toBe(2);
  });

  it("never gives lines of a log that was cleared", async () => {
    const memory = createLineCache();
    await memory.read(stateFrom(0), blockAt(0, "old"), 0, 3);
    expect(text(await memory.read(stateFrom(0, "two"), blockAt(0, "new"), 0, 3))).toBe("new");
  });
});
