import { murmurHash } from "../../basics/murmur-hash.ts";
import { maxChunkBytes } from "./unpack/byte-source.ts";

/** Takes the fingerprint of files from the bytes that are read for an import, so that nothing is read twice. */
export interface Fingerprinter {
  /** Takes bytes of a file from an offset on, as a source of it gives them. */
  add(file: Blob, start: number, bytes: Uint8Array): void;
  /**
   * Reads what was not added, such as a zip, of which only the entries are read.
   *
   * @returns 16 hexadecimal digits; undefined when a file cannot be read
   */
  finish(): Promise<string | undefined>;
}

/**
 * Creates a fingerprinter for all files of an import. The fingerprint is the beginning of a hash over those of each megabyte
 * of each file; it does not depend on names or on the order of the files. It finds a log again and proves nothing: a digest
 * of the browser copies all bytes, and is absent in an insecure context.
 */
export function createFingerprinter(files: Blob[]): Fingerprinter {
  /** Hashes of the megabytes of each file. */
  const hashes = new Map(files.map((file): [Blob, string[]] => [file, []]));

  async function hashesOf(file: Blob): Promise<string> {
    const known = hashes.get(file)!;
    for (let index = 0; index * maxChunkBytes < file.size; index++) {
      known[index] ??= await hashSlice(file, index * maxChunkBytes);
    }
    return known.join("");
  }

  return {
    add(file, start, bytes) {
      const index = start / maxChunkBytes;
      const known = hashes.get(file)!;
      known[index] ??= murmurHash(bytes);
    },
    async finish() {
      try {
        const all: string[] = [];
        for (const file of files) all.push(await hashesOf(file));
        return murmurHash(new TextEncoder().encode(all.toSorted().join())).slice(0, 16);
      } catch {
        // Told by the import itself.
        return undefined;
      }
    },
  };
}

/**
 * The fingerprint of a log that was made of several; it does not depend on their order.
 *
 * @returns undefined when one of them has none
 */
export function fingerprintOfParts(parts: (string | undefined)[]): string | undefined {
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) return undefined;
  return murmurHash(new TextEncoder().encode(known.toSorted().join("+"))).slice(0, 16);
}

async function hashSlice(file: Blob, start: number): Promise<string> {
  return murmurHash(new Uint8Array(await file.slice(start, start + maxChunkBytes).arrayBuffer()));
}
