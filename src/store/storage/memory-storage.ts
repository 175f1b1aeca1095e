import { createSerialQueue } from "../../basics/serial-queue.ts";
import type { WalEntry, LogStorage, SealedSegment, StorageTransaction, TransactionBody } from "./log-storage.ts";
import { emptyLogState, type LogState } from "./log-state.ts";
import type { LogLimits } from "../log-store.ts";

type Packed = { position: number; packed: Uint8Array }[];

interface Contents {
  state: LogState;
  walEntries: WalEntry[];
  segments: SealedSegment[];
  columns: Packed;
  rollups: Packed;
}

/** Keeps a log in memory, for browsers that give no storage. It ends with its worker. */
export function createMemoryStorage(firstLimits: LogLimits): LogStorage {
  let contents: Contents = {
    state: emptyLogState(firstLimits),
    walEntries: [],
    segments: [],
    columns: [],
    rollups: [],
  };
  const enqueue = createSerialQueue();
  const run = <T>(body: TransactionBody<T>, onSent?: () => void): Promise<T> =>
    enqueue(async () => {
      const copy: Contents = { ...contents, state: structuredClone(contents.state) };
      const value = await body(transactionOver(copy));
      contents = copy;
      onSent?.();
      return value;
    });
  return { read: (body) => run(body), write: run, close: () => undefined };
}

/** Lists are replaced, never changed in place, so a failed body leaves the originals unchanged. */
function transactionOver(copy: Contents): StorageTransaction {
  return {
    readState: async () => copy.state,
    writeState: async (state) => void (copy.state = structuredClone(state)),
    walEntriesAfter: async (id) => copy.walEntries.filter((entry) => entry.id > id),
    addWalEntry: async (entry) => void (copy.walEntries = [...copy.walEntries, entry]),
    deleteWalEntriesThrough: async (id) => void (copy.walEntries = copy.walEntries.filter((entry) => entry.id > id)),
    segmentsFrom: async (file, firstLine) =>
      copy.segments
        .filter((segment) => segment.file === file && segment.firstLine >= firstLine)
        .sort((a, b) => a.firstLine - b.firstLine),
    segmentAt: async (file, firstLine) =>
      copy.segments.find((segment) => segment.file === file && segment.firstLine === firstLine),
    addSegment: async (segment) =>
      void (copy.segments = [...copy.segments, { ...segment, bytes: new Blob(segment.bytes) }]),
    deleteSegment: async (file, firstLine) => {
      copy.segments = copy.segments.filter((segment) => segment.file !== file || segment.firstLine !== firstLine);
      if (file !== "tts_structured.jsonl") return;
      copy.columns = copy.columns.filter(({ position }) => position !== firstLine);
      copy.rollups = copy.rollups.filter(({ position }) => position !== firstLine);
    },
    columnsFrom: async (position) => packedFrom(copy.columns, position),
    columnsAt: async (position) => copy.columns.find((column) => column.position === position)?.packed,
    addColumns: async (position, packed) => void (copy.columns = [...copy.columns, { position, packed }]),
    rollupsFrom: async (position) => packedFrom(copy.rollups, position),
    addRollups: async (position, packed) => void (copy.rollups = [...copy.rollups, { position, packed }]),
    deleteLinesBefore: async (file, firstLine) => {
      copy.segments = copy.segments.filter((segment) => segment.file !== file || segment.firstLine >= firstLine);
      if (file !== "tts_structured.jsonl") return;
      copy.columns = copy.columns.filter(({ position }) => position >= firstLine);
      copy.rollups = copy.rollups.filter(({ position }) => position >= firstLine);
    },
  };
}

function packedFrom(records: Packed, first: number): Uint8Array[] {
  const found = records.filter(({ position }) => position >= first).sort((a, b) => a.position - b.position);
  return found.map(({ packed }) => packed);
}
