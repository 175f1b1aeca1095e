import { createReadStream } from "node:fs";
import { appendFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ByteStore } from "../../emulator/byte-store.ts";
import { openPrivateTempDir } from "./private-temp-dir.ts";

/** A byte store on disk. Must be closed. */
export interface DiskByteStore extends ByteStore {
  /** Deletes everything. */
  close(): Promise<void>;
}

const keyForm = /^[0-9a-f-]{36}$/;

/**
 * Stores bytes in a private temporary folder, one file for each key.
 *
 * @throws RangeError for a key that is not a UUID, because it would become a path
 */
export async function openDiskByteStore(): Promise<DiskByteStore> {
  const folder = await openPrivateTempDir("sounds");
  const pathOf = (key: string) => {
    if (!keyForm.test(key)) throw new RangeError(`a key must be a UUID, got ${key}`);
    return join(folder.path, key);
  };
  return {
    append: async (key, bytes) => appendFile(pathOf(key), bytes, { mode: 0o600 }),
    async *read(key, start, end) {
      if (end <= start) return;
      for await (const chunk of createReadStream(pathOf(key), { start, end: end - 1 })) {
        yield chunk as Uint8Array<ArrayBuffer>;
      }
    },
    remove: async (key) => rm(pathOf(key), { force: true }),
    close() {
      folder.remove();
      return Promise.resolve();
    },
  };
}
