import { shippingDatabase } from "../shipping-database.ts";

/**
 * Whether this browser still has a folder that was chosen in the page. Makes no database, and loads nothing where there is
 * none. False where that cannot be told.
 */
export async function hasChosenFolder(name = shippingDatabase): Promise<boolean> {
  try {
    const databases = await indexedDB.databases();
    if (!databases.some((database) => database.name === name)) return false;
    const { openShippingStore } = await import("../shipping-store.ts");
    const store = await openShippingStore(name);
    try {
      return (await store.folder()) !== undefined;
    } finally {
      store.close();
    }
  } catch {
    return false; // The browser gives no storage.
  }
}
