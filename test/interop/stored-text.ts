import type { Page } from "@playwright/test";

/** Everything that a page has stored, as text: local and session storage, cookies, caches, and every value of every database. */
export function storedText(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const told: string[] = [JSON.stringify([{ ...localStorage }, { ...sessionStorage }]), document.cookie];
    const text = new TextDecoder("utf-8");

    async function tell(value: unknown): Promise<void> {
      if (typeof value === "string") told.push(value);
      else if (value instanceof Blob) told.push(text.decode(await value.arrayBuffer()));
      else if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) told.push(text.decode(value));
      else if (Array.isArray(value)) for (const item of value) await tell(item);
      else if (typeof value === "object" && value !== null) {
        told.push(Object.keys(value).join(" "));
        for (const item of Object.values(value)) await tell(item);
      } else told.push(String(value));
    }

    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error as Error);
      });
    for (const { name } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name!));
      for (const store of database.objectStoreNames) {
        const reader = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([done(reader.getAllKeys()), done(reader.getAll())]);
        await tell([keys, values]);
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys())
        told.push(request.url, (await (await cache.match(request))?.text()) ?? "");
    }
    return told.join("\n");
  });
}
