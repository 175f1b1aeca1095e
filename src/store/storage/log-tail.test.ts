import { describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { commitBatch } from "../write/commit-batch.ts";
import { joinColumns } from "../columns/columns.ts";
import type { LineSlice, WalEntry } from "./log-storage.ts";
import { emptyLogState } from "./log-state.ts";
import { createMemoryStorage } from "./memory-storage.ts";
import { createTail, type TailSlice } from "./log-tail.ts";
import { memoryLimits } from "./memory-limits.ts";
import { renderBatch } from "../write/render-batch.ts";

const events = [...generateEvents(200)];

/** What a tab that has written nothing itself finds in the rows of another. */
async function readRows(change: (row: WalEntry) => WalEntry): Promise<TailSlice[]> {
  const storage = createMemoryStorage(memoryLimits);
  return storage.write(async (transaction) => {
    const state = emptyLogState(memoryLimits);
    await commitBatch(transaction, state, createTail(), renderBatch(events));
    const rows = (await transaction.walEntriesAfter(0)).map(change);
    return createTail().piecesAt({ ...transaction, walEntriesAfter: async () => rows }, state);
  });
}

function withoutColumns(piece: LineSlice): LineSlice {
  const old = { ...piece };
  delete old.columns;
  return old;
}

const columnsIn = (pieces: TailSlice[]) => pieces.map(({ firstLine, columns }) => joinColumns(firstLine, [columns]));

describe("the tail of another tab", () => {
  it("has the columns that stand in its rows", async () => {
    const pieces = await readRows((row) => structuredClone(row));
    const structured = pieces.find(({ file }) => file === "tts_structured.jsonl")!;
    expect(structured.columns.length).toBe(events.filter(({ level }) => level !== "DEBUG").length);
  });

  it("reads the lines themselves in rows of older programs, which have no columns", async () => {
    const old = await readRows(({ id, pieces }) => ({ id, pieces: pieces.map(withoutColumns) }));
    expect(columnsIn(old)).toEqual(columnsIn(await readRows((row) => row)));
  });
});
