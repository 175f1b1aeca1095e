/**
 * Whether a database takes Blobs, found by giving it one.
 *
 * WebKit's takes none in a private window: the request fails alone, and a transaction that was told to commit is committed
 * without it.
 *
 * @param table any table whose keys are strings; nothing stays in it
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
