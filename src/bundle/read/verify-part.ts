import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { BundleError } from "../bundle-error.ts";
import type { PackedPart } from "./list-parts.ts";
import type { BundlePart } from "../manifest.ts";
import { readPart, type PartOptions } from "./read-part.ts";

/** Takes the bytes of a part, and gives them as a Blob with their SHA-256. */
interface PartSink {
  add(chunk: Uint8Array<ArrayBuffer>): void;
  finish(): Promise<{ content: Blob; digest: Uint8Array }>;
}

/** Largest part that the browser hashes: it needs all of it in memory, and is four times as fast as we are. */
const maxHashedBytes = 256 * 1024 * 1024;
/** Bytes of a larger part that are handed to the browser at once, which may then keep them on disk. */
const spillBytes = 8 * 1024 * 1024;

/**
 * Unpacks a part and compares it with what the manifest states.
 *
 * @throws BundleError `damaged` or `unsafe`, naming the part
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function verifyPart(part: PackedPart, stated: BundlePart, options: PartOptions = {}): Promise<Blob> {
  const { path, entry } = part;
  const { sizeBytes } = stated;
  if (entry.unpackedBytes !== sizeBytes) {
    const sizes = `${String(entry.unpackedBytes)} bytes, where the manifest says ${String(sizeBytes)}`;
    throw new BundleError("damaged", path, sizes);
  }
  // Without a secure context the browser has no digest.
  const sink = sizeBytes <= maxHashedBytes && "subtle" in crypto ? wholeSink(sizeBytes) : spillSink();
  for await (const chunk of readPart(part, options)) sink.add(chunk);
  const { content, digest } = await sink.finish();
  if (bytesToHex(digest) !== stated.sha256)
    throw new BundleError("damaged", path, "its bytes do not have the SHA-256 that the manifest says: it was changed");
  return content;
}

/** @param sizeBytes exact */
function wholeSink(sizeBytes: number): PartSink {
  const whole = new Uint8Array(sizeBytes);
  let at = 0;
  return {
    add(chunk) {
      whole.set(chunk, at);
      at += chunk.length;
    },
    async finish() {
      const content = new Blob([whole]);
      return { content, digest: new Uint8Array(await crypto.subtle.digest("SHA-256", whole)) };
    },
  };
}

/** Memory does not grow with the size. */
function spillSink(): PartSink {
  const hash = sha256.create();
  const spilled: Blob[] = [];
  let waiting: Uint8Array<ArrayBuffer>[] = [];
  let waitingBytes = 0;
  return {
    add(chunk) {
      hash.update(chunk);
      waiting.push(chunk);
      if ((waitingBytes += chunk.length) < spillBytes) return;
      spilled.push(new Blob(waiting));
      waiting = [];
      waitingBytes = 0;
    },
    finish: () => Promise.resolve({ content: new Blob([...spilled, ...waiting]), digest: hash.digest() }),
  };
}
