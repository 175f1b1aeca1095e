import type { LogChain } from "../log-chain.ts";
import type {
  ChainedLines,
  WalEntry,
  LogStorage,
  LogTally,
  NewSegment,
  SealedSegment,
  StorageTransaction,
  StoredColumns,
  StoredOpening,
  TransactionBody,
} from "./log-storage.ts";
import { emptyLogState, type LogState } from "./log-state.ts";
import type { LogLimits, LogStoreSettings } from "../log-store.ts";
import { openLogDatabase, tableNames } from "./schema.ts";
import { supportsBlobs } from "./supports-blobs.ts";

const pieceBytes = 512 * 1024;

/**
 * Opens a log in IndexedDB. Must be closed.
 *
 * Requests are made directly, because a Dexie transaction ends early when anything but a Dexie promise is awaited in it.
 *
 * @param settings durability is read at each transaction; the limits apply to a new log only
 * @throws what {@link openLogDatabase} throws
 */
export async function openIndexedDbStorage(name: string, settings: LogStoreSettings): Promise<LogStorage> {
  const database = await openLogDatabase(name);
  const storesBlobs = await supportsBlobs(database.connection, "state");
  const run = async <T>(mode: IDBTransactionMode, body: TransactionBody<T>, onSent?: () => void): Promise<T> => {
    if (!database.isOpen()) throw new DOMException("the connection to the log was closed", "InvalidStateError");
    const { durability, limits } = settings;
    const transaction = database.connection.transaction(tableNames, mode, { durability });
    return runTransaction(transaction, transactionOver(transaction, limits, storesBlobs), body, onSent);
  };
  return {
    read: (body) => run("readonly", body),
    write: (body, onSent) => run("readwrite", body, onSent),
    close: () => database.close(),
  };
}

/** Runs a body in a transaction; one that writes resolves when it is committed. A body that throws aborts it. */
async function runTransaction<T>(
  transaction: IDBTransaction,
  over: StorageTransaction,
  body: TransactionBody<T>,
  onSent?: () => void,
): Promise<T> {
  const committed = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () =>
      reject(transaction.error ?? new DOMException("the transaction was aborted", "AbortError"));
  });
  committed.catch(() => {
    // Thrown where it is awaited; a read is complete however its transaction ends.
  });
  try {
    const value = await body(over);
    // Requests may still be pending: one that fails aborts the transaction.
    transaction.commit();
    onSent?.();
    if (transaction.mode === "readwrite") await committed;
    return value;
  } catch (error) {
    // The error of the body, not that of the abort which it causes.
    abortQuietly(transaction);
    throw error;
  }
}

function abortQuietly(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already.
  }
}

function transactionOver(
  transaction: IDBTransaction,
  firstLimits: LogLimits,
  storesBlobs: boolean,
): StorageTransaction {
  const [state, walEntries, segments, columns, rollups] = tableNames.map((name) => transaction.objectStore(name)) as [
    IDBObjectStore,
    IDBObjectStore,
    IDBObjectStore,
    IDBObjectStore,
    IDBObjectStore,
  ];
  return {
    readState: async () => ((await done(state.get("log"))) as LogState | undefined) ?? emptyLogState(firstLimits),
    writeState: async (value) => void state.put(value, "log"),
    readTally: async () => (await done(state.get("tally"))) as LogTally | undefined,
    writeTally: async (tally) => void state.put(tally, "tally"),
    readOpening: async (question) => (await done(state.get(openingKey(question)))) as StoredOpening | undefined,
    putOpening: async (opening) => void state.put(opening, openingKey(opening.question)),
    countOpenings: () => done(state.count(allOpenings)),
    deleteOpenings: async () => void state.delete(allOpenings),
    readChain: async () => (await done(state.get("chain"))) as LogChain | undefined,
    writeChain: async (chain) => void state.put(chain, "chain"),
    chainedLinesFrom: async (firstLine) => {
      const range = IDBKeyRange.bound(chainedKey(firstLine), chainedKey(Infinity));
      const [keys, found] = await Promise.all([done(state.getAllKeys(range)), done(state.getAll(range))]);
      return (found as ChainedLines[]).map((lines, at) => ({ firstLine: (keys[at] as [string, number])[1], ...lines }));
    },
    putChainedLines: async (firstLine, lines) => void state.put(lines, chainedKey(firstLine)),
    walEntriesAfter: async (id) => {
      const range = IDBKeyRange.lowerBound(id, true);
      const [ids, found] = await Promise.all([done(walEntries.getAllKeys(range)), done(walEntries.getAll(range))]);
      return ids.map((key, index) => ({ id: key as number, slices: found[index] as WalEntry["slices"] }));
    },
    addWalEntry: async ({ id, slices }) => void walEntries.add(slices, id),
    deleteWalEntriesThrough: async (id) => void walEntries.delete(IDBKeyRange.upperBound(id)),
    segmentsFrom: async (file, firstLine, endLine = Infinity) => {
      // IndexedDB takes an empty range for an error.
      if (endLine <= firstLine) return [];
      const range = IDBKeyRange.bound([file, firstLine], [file, endLine], false, true);
      return ((await done(segments.getAll(range))) as StoredSegment[]).map(withBlob);
    },
    segmentAt: async (file, firstLine) => {
      const found = (await done(segments.get([file, firstLine]))) as StoredSegment | undefined;
      return found && withBlob(found);
    },
    addSegment: async (segment) => void segments.add(storesBlobs ? withBlob(segment) : segment),
    deleteSegment: async (file, firstLine) => {
      segments.delete([file, firstLine]);
      if (file !== "tts_structured.jsonl") return;
      for (const store of [columns, rollups]) store.delete(firstLine);
      for (const key of madeOfLines) state.delete(key);
    },
    columnsFrom: (position) => recordsFrom(columns, position),
    columnsAt: async (position) => (await recordsFrom(columns, position, 1))[0],
    columnPositions: async () => {
      const [ofColumns, ofSegments] = await Promise.all([done(columns.getAllKeys()), done(rollups.getAllKeys())]);
      return { columns: ofColumns as number[], segments: ofSegments as number[] };
    },
    addColumns: async (position, packed) => {
      columns.add(storesBlobs && packed.length >= blobColumnsFrom ? new Blob([packed]) : packed, position);
    },
    deleteColumns: async (position) => void columns.delete(position),
    rollupsFrom: async (position) => (await done(rollups.getAll(IDBKeyRange.lowerBound(position)))) as Uint8Array[],
    addRollups: async (position, packed) => void rollups.add(packed, position),
    deleteLinesBefore: async (file, firstLine) => {
      const older = IDBKeyRange.bound([file, -Infinity], [file, firstLine], false, true);
      const packed = file === "tts_structured.jsonl" ? [columns, rollups] : [];
      segments.delete(older);
      for (const store of packed) store.delete(IDBKeyRange.upperBound(firstLine, true));
      if (file !== "tts_structured.jsonl") return;
      for (const key of madeOfLines) state.delete(key);
      state.delete(IDBKeyRange.bound(chainedKey(-Infinity), chainedKey(firstLine), false, true));
    },
  };
}

const openingKey = (question: string): IDBValidKey => ["opening", question];
// A text comes before every list.
const allOpenings = IDBKeyRange.bound(openingKey(""), ["opening", []], false, true);

/** What was made of all lines goes with the first of them. */
const madeOfLines: (IDBValidKey | IDBKeyRange)[] = ["tally", allOpenings];

/** Beside the state, so that a database of an earlier version needs no other tables. */
const chainedKey = (firstLine: number): IDBValidKey => ["chain", firstLine];

/** Size of the columns that are stored as a Blob, in bytes: those of several segments. They are read twice as fast. */
const blobColumnsFrom = 256 * 1024;

async function recordsFrom(store: IDBObjectStore, position: number, count?: number): Promise<StoredColumns[]> {
  const range = IDBKeyRange.lowerBound(position);
  const [keys, found] = await Promise.all([
    done(store.getAllKeys(range, count)),
    done(store.getAll(range, count) as IDBRequest<StoredColumns["packed"][]>),
  ]);
  return keys.map((key, index) => ({ position: key as number, packed: found[index]! }));
}

/** A segment as it is stored: a Blob, or plain bytes where the database takes no Blobs. */
type StoredSegment = SealedSegment | NewSegment;

function withBlob(segment: StoredSegment): SealedSegment {
  const { bytes } = segment;
  return { ...segment, bytes: bytes instanceof Blob ? bytes : new Blob(bytes.flatMap(inPieces)) };
}

/** Bytes in pieces for which Chromium finds memory that was used before; for a larger one it asks the system each time. */
function inPieces(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) pieces.push(bytes.subarray(at, at + pieceBytes));
  return pieces;
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new DOMException("the request failed", "UnknownError"));
  });
}
