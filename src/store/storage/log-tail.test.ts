import { describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { commitBatch } from "../write/commit-batch.ts";
import { joinColumns } from "../columns/join-columns.ts";
import type { LineSlice, WalEntry } from "./log-storage.ts";
import { emptyLogState } from "./log-state.ts";
import { createMemoryStorage } from "./memory-storage.ts";
import { createTail, type TailSlice } from "./log-tail.ts";
import { memoryLimits } from "./memory-limits.ts";
import { renderBatch } from "../write/render-batch.ts";

const events = [...generateEvents(200)];

/** The slices that a tab without entries of its own reads from the WAL entries of another tab. */
async function slicesOf(change: (entry: WalEntry) => WalEntry): Promise<TailSlice[]> {
  const storage = createMemoryStorage(memoryLimits);
  return storage.write(async (transaction) => {
    const state = emptyLogState(memoryLimits);
    await commitBatch(transaction, state, createTail(), renderBatch(events));
    const entries = (await transaction.walEntriesAfter(0)).map(change);
    return createTail().slicesAt({ ...transaction, walEntriesAfter: async () => entries }, state);
  });
}

function withoutColumns(slice: LineSlice): LineSlice {
  const old = { ...slice };
  delete old.columns;
  return old;
}

const columnsIn = (slices: TailSlice[]) => slices.map(({ firstLine, columns }) => joinColumns(firstLine, [columns]));

describe("the tail of another tab", () => {
  it("has the columns of its WAL entries", async () => {
    const slices = await slicesOf((entry) => structuredClone(entry));
    const structured = slices.find(({ file }) => file === "tts_structured.jsonl")!;
    expect(structured.columns.length).toBe(events.filter(({ level }) => level !== "DEBUG").length);
  });

  it("parses the lines of WAL entries of older versions, which have no columns", async () => {
    const old = await slicesOf(({ id, slices }) => ({ id, slices: slices.map(withoutColumns) }));
    expect(columnsIn(old)).toEqual(columnsIn(await slicesOf((entry) => entry)));
  });
});
