import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { BundlePart } from "../manifest.ts";

/** A part of a bundle with its bytes. */
export interface WrittenPart extends BundlePart {
  content: Blob;
}

/** Writes a part piece by piece. */
export interface PartWriter {
  add(text: string): void;
  finish(lines?: number): WrittenPart;
}

/** Finished pieces are handed to the browser as Blobs of this size, which it may keep on disk. */
const pieceCharacters = 524_288;

/** Begins a part. At most a piece of it is in memory. */
export function createPartWriter(path: string): PartWriter {
  const hash = sha256.create();
  const pieces: Blob[] = [];
  let open: string[] = [];
  let openCharacters = 0;

  function close(): void {
    const bytes = new TextEncoder().encode(open.join(""));
    hash.update(bytes);
    pieces.push(new Blob([bytes]));
    [open, openCharacters] = [[], 0];
  }

  return {
    add(text) {
      open.push(text);
      openCharacters += text.length;
      if (openCharacters >= pieceCharacters) close();
    },
    finish(lines) {
      if (openCharacters > 0) close();
      const content = new Blob(pieces);
      const digest = bytesToHex(hash.digest());
      return { path, sizeBytes: content.size, sha256: digest, ...(lines !== undefined && { lines }), content };
    },
  };
}

/** A part of bytes that are there already. @throws DOMException `AbortError` when the signal aborts */
export async function partOf(path: string, content: Blob, signal?: AbortSignal): Promise<WrittenPart> {
  const hash = sha256.create();
  for (let start = 0; start < content.size; start += 1_048_576) {
    signal?.throwIfAborted();
    hash.update(new Uint8Array(await content.slice(start, start + 1_048_576).arrayBuffer()));
  }
  return { path, sizeBytes: content.size, sha256: bytesToHex(hash.digest()), content };
}
