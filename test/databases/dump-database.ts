import { dumpValue, restoreValue, type DumpedValue } from "./dump-value.ts";

/** One database with its schema, as JSON keeps it. */
export interface DatabaseDump {
  name: string;
  /** As IndexedDB counts it. */
  version: number;
  stores: StoreDump[];
}

interface StoreDump {
  name: string;
  keyPath: string | string[] | null;
  autoIncrement: boolean;
  indexes: { name: string; keyPath: string | string[]; unique: boolean; multiEntry: boolean }[];
  records: { key: DumpedValue; value: DumpedValue }[];
}

/** What a browser keeps of the console. */
export interface BrowserDump {
  databases: DatabaseDump[];
  localStorage: Record<string, string>;
}

/** Reads a whole database of this page. */
export async function dumpDatabase(name: string): Promise<DatabaseDump> {
  const database = await opened(indexedDB.open(name));
  const { version } = database;
  const stores: StoreDump[] = [];
  for (const storeName of database.objectStoreNames) {
    const store = database.transaction(storeName).objectStore(storeName);
    const { keyPath, autoIncrement } = store;
    const indexes = [...store.indexNames].map((indexName) => {
      const index = store.index(indexName);
      return { name: indexName, keyPath: index.keyPath, unique: index.unique, multiEntry: index.multiEntry };
    });
    const [keys, values] = await Promise.all([opened(store.getAllKeys()), opened(store.getAll())]);
    const records = [];
    for (const [at, key] of keys.entries()) {
      records.push({ key: await dumpValue(key), value: await dumpValue(values[at]) });
    }
    stores.push({ name: storeName, keyPath, autoIncrement, indexes, records });
  }
  database.close();
  return { name, version, stores };
}

/** Makes the database as it was, of the same version. It must not be there yet. */
export async function restoreDatabase({ name, version, stores }: DatabaseDump): Promise<void> {
  const request = indexedDB.open(name, version);
  request.onupgradeneeded = () => {
    for (const { name: storeName, keyPath, autoIncrement, indexes } of stores) {
      const store = request.result.createObjectStore(storeName, { keyPath, autoIncrement });
      for (const { name: indexName, keyPath: path, ...options } of indexes) store.createIndex(indexName, path, options);
    }
  };
  const database = await opened(request);
  for (const { name: storeName, keyPath, records } of stores) {
    const transaction = database.transaction(storeName, "readwrite");
    const store = transaction.objectStore(storeName);
    for (const { key, value } of records) {
      if (keyPath === null) store.add(restoreValue(value), restoreValue(key) as IDBValidKey);
      else store.add(restoreValue(value));
    }
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error ?? new Error(`${name} could not be restored`));
    });
  }
  database.close();
}

function opened<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the request failed"));
  });
}
