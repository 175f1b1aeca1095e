import { createSerialQueue } from "../../basics/serial-queue.ts";
import type { LogChain } from "../log-chain.ts";
import type {
  ChainedLines,
  WalEntry,
  LogStorage,
  LogTally,
  SealedSegment,
  StorageTransaction,
  StoredOpening,
  TransactionBody,
} from "./log-storage.ts";
import { emptyLogState, type LogState } from "./log-state.ts";
import type { LogLimits } from "../log-store.ts";

type Packed = { position: number; packed: Uint8Array }[];

interface Contents {
  state: LogState;
  walEntries: WalEntry[];
  segments: SealedSegment[];
  columns: Packed;
  rollups: Packed;
  tally: LogTally | undefined;
  openings: StoredOpening[];
  chain: LogChain | undefined;
  chained: ({ firstLine: number } & ChainedLines)[];
}

/** Keeps a log in memory, for browsers that give no storage. It ends with its worker. */
export function createMemoryStorage(firstLimits: LogLimits): LogStorage {
  let contents: Contents = {
    state: emptyLogState(firstLimits),
    walEntries: [],
    segments: [],
    columns: [],
    rollups: [],
    tally: undefined,
    openings: [],
    chain: undefined,
    chained: [],
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
    readTally: async () => structuredClone(copy.tally),
    readOpening: async (question) => structuredClone(copy.openings.find((one) => one.question === question)),
    putOpening: async (opening) => {
      const others = copy.openings.filter(({ question }) => question !== opening.question);
      copy.openings = [...others, structuredClone(opening)];
    },
    countOpenings: async () => copy.openings.length,
    deleteOpenings: async () => void (copy.openings = []),
    readChain: async () => structuredClone(copy.chain),
    writeChain: async (chain) => void (copy.chain = structuredClone(chain)),
    chainedLinesFrom: async (firstLine) => copy.chained.filter((one) => one.firstLine >= firstLine),
    putChainedLines: async (firstLine, lines) => {
      const others = copy.chained.filter((one) => one.firstLine !== firstLine);
      copy.chained = [...others, { firstLine, ...lines }].sort((a, b) => a.firstLine - b.firstLine);
    },
    writeTally: async (tally) => void (copy.tally = structuredClone(tally)),
    walEntriesAfter: async (id) => copy.walEntries.filter((entry) => entry.id > id),
    addWalEntry: async (entry) => void (copy.walEntries = [...copy.walEntries, entry]),
    deleteWalEntriesThrough: async (id) => void (copy.walEntries = copy.walEntries.filter((entry) => entry.id > id)),
    segmentsFrom: async (file, firstLine, endLine = Infinity) =>
      copy.segments
        .filter((one) => one.file === file && one.firstLine >= firstLine && one.firstLine < endLine)
        .sort((a, b) => a.firstLine - b.firstLine),
    segmentAt: async (file, firstLine) =>
      copy.segments.find((segment) => segment.file === file && segment.firstLine === firstLine),
    addSegment: async (segment) =>
      void (copy.segments = [...copy.segments, { ...segment, bytes: new Blob(segment.bytes) }]),
    deleteSegment: async (file, firstLine) => {
      copy.segments = copy.segments.filter((segment) => segment.file !== file || segment.firstLine !== firstLine);
      if (file !== "tts_structured.jsonl") return;
      copy.tally = undefined;
      copy.openings = [];
      copy.columns = copy.columns.filter(({ position }) => position !== firstLine);
      copy.rollups = copy.rollups.filter(({ position }) => position !== firstLine);
    },
    columnsFrom: async (position) => recordsFrom(copy.columns, position),
    columnsAt: async (position) => recordsFrom(copy.columns, position)[0],
    columnPositions: async () => ({ columns: positionsOf(copy.columns), segments: positionsOf(copy.rollups) }),
    deleteColumns: async (position) => void (copy.columns = copy.columns.filter((one) => one.position !== position)),
    addColumns: async (position, packed) => void (copy.columns = [...copy.columns, { position, packed }]),
    rollupsFrom: async (position) => recordsFrom(copy.rollups, position).map(({ packed }) => packed),
    addRollups: async (position, packed) => void (copy.rollups = [...copy.rollups, { position, packed }]),
    deleteLinesBefore: async (file, firstLine) => {
      copy.segments = copy.segments.filter((segment) => segment.file !== file || segment.firstLine >= firstLine);
      if (file !== "tts_structured.jsonl") return;
      copy.tally = undefined;
      copy.openings = [];
      copy.chained = copy.chained.filter((one) => one.firstLine >= firstLine);
      copy.columns = copy.columns.filter(({ position }) => position >= firstLine);
      copy.rollups = copy.rollups.filter(({ position }) => position >= firstLine);
    },
  };
}

function recordsFrom(records: Packed, first: number): Packed {
  return records.filter(({ position }) => position >= first).sort((a, b) => a.position - b.position);
}

const positionsOf = (records: Packed) => recordsFrom(records, 0).map(({ position }) => position);
