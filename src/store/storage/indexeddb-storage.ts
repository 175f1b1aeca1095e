import type {
  WalEntry,
  LogStorage,
  NewSegment,
  SealedSegment,
  StorageTransaction,
  TransactionBody,
} from "./log-storage.ts";
import { emptyLogState, type LogState } from "./log-state.ts";
import type { LogLimits, LogStoreSettings } from "../log-store.ts";
import { openLogDatabase, tableNames } from "./schema.ts";
import { supportsBlobs } from "./supports-blobs.ts";

/**
 * Opens a log in IndexedDB. Must be closed.
 *
 * Dexie keeps the schema, its versions and the connection; the few requests of a transaction are made directly, because
 * Dexie's transactions end early when something else than a Dexie promise is awaited in them.
 *
 * @param settings read at each transaction; the limits hold from the first line until somebody changes those in the log
 * @throws DexieError when the browser gives no storage, or a newer version of the program made the database
 */
export async function openIndexedDbStorage(name: string, settings: LogStoreSettings): Promise<LogStorage> {
  const database = await openLogDatabase(name);
  const takesBlobs = await supportsBlobs(database.backendDB(), "state");
  const run = async <T>(mode: IDBTransactionMode, body: TransactionBody<T>, onSent?: () => void): Promise<T> => {
    if (!database.isOpen()) throw new DOMException("the connection to the log was closed", "InvalidStateError");
    const { durability, limits } = settings;
    const transaction = database.backendDB().transaction(tableNames, mode, { durability });
    return runTransaction(transaction, transactionOver(transaction, limits, takesBlobs), body, onSent);
  };
  return {
    read: (body) => run("readonly", body),
    write: (body, onSent) => run("readwrite", body, onSent),
    close: () => database.close(),
  };
}

/** Resolves when the transaction is committed, one that only reads at once; a body that throws aborts it. */
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
    // Heard by those who wait; what was read stays read however the transaction ends.
  });
  try {
    const value = await body(over);
    // Requests may still be under way: one that fails aborts all of it.
    transaction.commit();
    onSent?.();
    if (transaction.mode === "readwrite") await committed;
    return value;
  } catch (error) {
    // The body's error says more than the abort that it caused.
    abortQuietly(transaction);
    throw error;
  }
}

function abortQuietly(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already, which is all that was wanted.
  }
}

function transactionOver(transaction: IDBTransaction, firstLimits: LogLimits, takesBlobs: boolean): StorageTransaction {
  const [state, rows, blocks, columns, cells] = tableNames.map((name) => transaction.objectStore(name)) as [
    IDBObjectStore,
    IDBObjectStore,
    IDBObjectStore,
    IDBObjectStore,
    IDBObjectStore,
  ];
  return {
    readState: async () => ((await done(state.get("log"))) as LogState | undefined) ?? emptyLogState(firstLimits),
    writeState: async (value) => void state.put(value, "log"),
    walEntriesAfter: async (id) => {
      const range = IDBKeyRange.lowerBound(id, true);
      const [ids, found] = await Promise.all([done(rows.getAllKeys(range)), done(rows.getAll(range))]);
      return ids.map((key, index) => ({ id: key as number, pieces: found[index] as WalEntry["pieces"] }));
    },
    addWalEntry: async ({ id, pieces }) => void rows.add(pieces, id),
    deleteWalEntriesThrough: async (id) => void rows.delete(IDBKeyRange.upperBound(id)),
    segmentsFrom: async (file, firstLine) =>
      ((await done(blocks.getAll(IDBKeyRange.bound([file, firstLine], [file, Infinity])))) as KeptBlock[]).map(
        readable,
      ),
    addSegment: async (block) => void blocks.add(takesBlobs ? readable(block) : block),
    columnsFrom: async (position) => (await done(columns.getAll(IDBKeyRange.lowerBound(position)))) as Uint8Array[],
    columnsAt: async (position) => (await done(columns.get(position))) as Uint8Array | undefined,
    addColumns: async (position, packed) => void columns.add(packed, position),
    rollupsFrom: async (position) => (await done(cells.getAll(IDBKeyRange.lowerBound(position)))) as Uint8Array[],
    addRollups: async (position, packed) => void cells.add(packed, position),
    deleteLinesBefore: async (file, firstLine) => {
      const older = IDBKeyRange.bound([file, -Infinity], [file, firstLine], false, true);
      const packed = file === "tts_structured.jsonl" ? [columns, cells] : [];
      blocks.delete(older);
      for (const store of packed) store.delete(IDBKeyRange.upperBound(firstLine, true));
    },
  };
}

/** Where the database takes no Blobs, the bytes are kept themselves. */
type KeptBlock = SealedSegment | NewSegment;

function readable(block: KeptBlock): SealedSegment {
  const { bytes } = block;
  return { ...block, bytes: bytes instanceof Blob ? bytes : new Blob(bytes) };
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new DOMException("the request failed", "UnknownError"));
  });
}
