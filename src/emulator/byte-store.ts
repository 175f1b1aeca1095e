/** Stores bytes under keys. Keys are UUIDs made by this program, never input of a client, so they may become file names. */
export interface ByteStore {
  /** Appends to the bytes of a key; creates it when it does not exist. */
  append(key: string, bytes: Uint8Array): Promise<void>;
  /**
   * Reads from `start` up to `end`, in chunks.
   *
   * @param end exclusive
   */
  read(key: string, start: number, end: number): AsyncIterable<Uint8Array<ArrayBuffer>>;
  /** Deletes a key; does nothing when it does not exist. */
  remove(key: string): Promise<void>;
}

/** Creates a byte store in memory. */
export function createMemoryByteStore(): ByteStore {
  const entries = new Map<string, Uint8Array[]>();
  return {
    append(key, bytes) {
      const chunks = entries.get(key);
      if (chunks) chunks.push(bytes.slice());
      else entries.set(key, [bytes.slice()]);
      return Promise.resolve();
    },
    async *read(key, start, end) {
      let at = 0;
      for (const chunk of entries.get(key) ?? []) {
        const part = chunk.slice(Math.max(0, start - at), Math.max(0, end - at));
        at += chunk.length;
        if (part.length > 0) yield Promise.resolve(part);
      }
    },
    remove(key) {
      entries.delete(key);
      return Promise.resolve();
    },
  };
}

/** Reads the first `sizeBytes` bytes of a key into one array. */
export async function readAll(
  bytes: Pick<ByteStore, "read">,
  key: string,
  sizeBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const whole = new Uint8Array(sizeBytes);
  let at = 0;
  for await (const chunk of bytes.read(key, 0, sizeBytes)) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
