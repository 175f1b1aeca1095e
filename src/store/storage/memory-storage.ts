import type { WalEntry, LogStorage, SealedSegment, StorageTransaction, TransactionBody } from "./log-storage.ts";
import { emptyLogState, type LogState } from "./log-state.ts";
import type { LogLimits } from "../log-store.ts";

type Packed = { position: number; packed: Uint8Array }[];

interface Contents {
  state: LogState;
  rows: WalEntry[];
  blocks: SealedSegment[];
  columns: Packed;
  cells: Packed;
}

/** A log in memory, for browsers that give no storage: it lives as long as its worker. */
export function createMemoryStorage(firstLimits: LogLimits): LogStorage {
  let contents: Contents = { state: emptyLogState(firstLimits), rows: [], blocks: [], columns: [], cells: [] };
  let turn: Promise<unknown> = Promise.resolve();
  const run = <T>(body: TransactionBody<T>, onSent?: () => void): Promise<T> => {
    const result = turn.then(async () => {
      const copy: Contents = { ...contents, state: structuredClone(contents.state) };
      const value = await body(transactionOver(copy));
      contents = copy;
      onSent?.();
      return value;
    });
    turn = result.catch(() => {
      // The caller gets the error; the next transaction only has to wait for the end.
    });
    return result;
  };
  return { read: (body) => run(body), write: run, close: () => undefined };
}

/** Lists are replaced, never changed in place, so a failed body leaves the originals as they were. */
function transactionOver(copy: Contents): StorageTransaction {
  return {
    readState: async () => copy.state,
    writeState: async (state) => void (copy.state = structuredClone(state)),
    walEntriesAfter: async (id) => copy.rows.filter((row) => row.id > id),
    addWalEntry: async (row) => void (copy.rows = [...copy.rows, row]),
    deleteWalEntriesThrough: async (id) => void (copy.rows = copy.rows.filter((row) => row.id > id)),
    segmentsFrom: async (file, firstLine) =>
      copy.blocks.filter((block) => block.file === file && block.firstLine >= firstLine),
    addSegment: async (block) => void (copy.blocks = [...copy.blocks, { ...block, bytes: new Blob(block.bytes) }]),
    columnsFrom: async (position) => packedFrom(copy.columns, position),
    columnsAt: async (position) => copy.columns.find((column) => column.position === position)?.packed,
    addColumns: async (position, packed) => void (copy.columns = [...copy.columns, { position, packed }]),
    rollupsFrom: async (position) => packedFrom(copy.cells, position),
    addRollups: async (position, packed) => void (copy.cells = [...copy.cells, { position, packed }]),
    deleteLinesBefore: async (file, firstLine) => {
      copy.blocks = copy.blocks.filter((block) => block.file !== file || block.firstLine >= firstLine);
      if (file !== "tts_structured.jsonl") return;
      copy.columns = copy.columns.filter(({ position }) => position >= firstLine);
      copy.cells = copy.cells.filter(({ position }) => position >= firstLine);
    },
  };
}

function packedFrom(records: Packed, first: number): Uint8Array[] {
  return records.filter(({ position }) => position >= first).map(({ packed }) => packed);
}
