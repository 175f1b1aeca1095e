/**
 * Whether a database can store Blobs, found by storing one.
 *
 * WebKit cannot in a private window: only the request fails, and a transaction with an explicit commit is committed without it.
 *
 * @param table any table with string keys; the test Blob is deleted again
 */
export function supportsBlobs(database: IDBDatabase, table: string): Promise<boolean> {
  const transaction = database.transaction(table, "readwrite");
  const store = transaction.objectStore(table);
  const key = "a Blob for a test";
  return new Promise((resolve) => {
    transaction.onabort = () => resolve(false);
    try {
      const put = store.put(new Blob(["?"]), key);
      put.onerror = (event) => {
        event.preventDefault();
        resolve(false);
      };
      put.onsuccess = () => {
        store.delete(key);
        resolve(true);
      };
    } catch {
      resolve(false);
    }
  });
}
