/** Keeps bytes under keys. Keys are UUIDs made by this program, never words of a caller, so they may become file names. */
export interface ByteStore {
  /** Adds to the end of what is kept under a key, or begins it. */
  append(key: string, bytes: Uint8Array): Promise<void>;
  /**
   * Reads from `start` up to `end`, in pieces.
   *
   * @param end the first byte that is not read
   */
  read(key: string, start: number, end: number): AsyncIterable<Uint8Array<ArrayBuffer>>;
  /** Forgets a key; one that does not exist is forgotten already. */
  remove(key: string): Promise<void>;
}

/** Keeps bytes in memory. */
export function createMemoryByteStore(): ByteStore {
  const kept = new Map<string, Uint8Array[]>();
  return {
    append(key, bytes) {
      const pieces = kept.get(key);
      if (pieces) pieces.push(bytes.slice());
      else kept.set(key, [bytes.slice()]);
      return Promise.resolve();
    },
    async *read(key, start, end) {
      let at = 0;
      for (const piece of kept.get(key) ?? []) {
        const part = piece.slice(Math.max(0, start - at), Math.max(0, end - at));
        at += piece.length;
        if (part.length > 0) yield Promise.resolve(part);
      }
    },
    remove(key) {
      kept.delete(key);
      return Promise.resolve();
    },
  };
}

/** What is kept under a key from `start` up to `end`, at once. */
export async function readAll(
  bytes: Pick<ByteStore, "read">,
  key: string,
  sizeBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const whole = new Uint8Array(sizeBytes);
  let at = 0;
  for await (const piece of bytes.read(key, 0, sizeBytes)) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
