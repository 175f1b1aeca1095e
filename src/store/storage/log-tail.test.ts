import { describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { commitLines } from "../write/commit-batch.ts";
import { joinColumns } from "../columns/columns.ts";
import type { LinePiece, LogRow } from "./log-storage.ts";
import { emptyLogState } from "./log-state.ts";
import { createMemoryShelf } from "./memory-storage.ts";
import { createTail, type TailPiece } from "./log-tail.ts";
import { memoryLimits } from "./memory-limits.ts";
import { renderBatch } from "../write/render-batch.ts";

const events = [...generateEvents(200)];

/** What a tab that has written nothing itself finds in the rows of another. */
async function readRows(change: (row: LogRow) => LogRow): Promise<TailPiece[]> {
  const shelf = createMemoryShelf(memoryLimits);
  return shelf.write(async (transaction) => {
    const state = emptyLogState(memoryLimits);
    await commitLines(transaction, state, createTail(), renderBatch(events));
    const rows = (await transaction.rowsAfter(0)).map(change);
    return createTail().piecesAt({ ...transaction, rowsAfter: async () => rows }, state);
  });
}

function withoutColumns(piece: LinePiece): LinePiece {
  const old = { ...piece };
  delete old.columns;
  return old;
}

const columnsIn = (pieces: TailPiece[]) => pieces.map(({ firstLine, columns }) => joinColumns(firstLine, [columns]));

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
