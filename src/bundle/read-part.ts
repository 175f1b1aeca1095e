import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { joinBytes } from "../basics/bytes.ts";
import { crc32 } from "../basics/crc-32.ts";
import { BundleError } from "./bundle-error.ts";
import type { PackedPart } from "./list-parts.ts";
import type { BundlePart } from "./manifest.ts";

/** What reading a part may be told. */
export interface PartOptions {
  /** Told the unpacked bytes that were read since the last call. */
  onBytes?: ((bytes: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** Unpacked bytes that are handed to the browser at once, which may then keep them on disk. */
const spillBytes = 8 * 1024 * 1024;

/**
 * Unpacks a part as it is read, and ends as soon as it is larger than the zip states. Its size and its CRC-32 are checked at
 * the end.
 *
 * @throws BundleError `damaged` or `unsafe`, naming the part
 * @throws DOMException `AbortError` when the signal aborts
 */
async function* readPart(
  { path, entry, packed }: PackedPart,
  { onBytes, signal }: PartOptions,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const stream =
    entry.method === 0 ? packed.stream() : packed.stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const reader = stream.getReader();
  let bytes = 0;
  let checksum = 0;
  try {
    for (;;) {
      signal?.throwIfAborted();
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw new BundleError("damaged", path, "its packed bytes are damaged", cause);
      });
      if (done) break;
      bytes += value.length;
      if (bytes > entry.unpackedBytes) throw new BundleError("unsafe", path, "it is larger than the zip says");
      checksum = crc32(value, checksum);
      onBytes?.(value.length);
      yield value;
    }
  } finally {
    // Of a stream that is read to its end nothing is left to give up.
    await reader.cancel().catch(() => undefined);
  }
  if (bytes < entry.unpackedBytes) throw new BundleError("damaged", path, "it is smaller than the zip says");
  if (checksum !== entry.checksum) throw new BundleError("damaged", path, "its checksum (CRC-32) is wrong");
}

/** A small part as text. @throws BundleError `damaged` when it is no UTF-8 */
export async function readText(part: PackedPart, options: PartOptions = {}): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of readPart(part, options)) chunks.push(chunk);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(joinBytes(chunks));
  } catch (cause) {
    throw new BundleError("damaged", part.path, "it is no UTF-8", cause);
  }
}

/**
 * Unpacks a part and compares it with what the manifest states. What is unpacked is handed to the browser as a Blob, so that
 * memory does not grow with its size; what is not packed stays where it is.
 *
 * @throws BundleError `damaged` or `unsafe`, naming the part
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function readVerified(part: PackedPart, stated: BundlePart, options: PartOptions = {}): Promise<Blob> {
  const { path, entry } = part;
  if (entry.unpackedBytes !== stated.sizeBytes)
    throw new BundleError(
      "damaged",
      path,
      `${String(entry.unpackedBytes)} bytes, where the manifest says ${String(stated.sizeBytes)}`,
    );
  const hash = sha256.create();
  const spilled: Blob[] = [];
  let waiting: Uint8Array<ArrayBuffer>[] = [];
  let waitingBytes = 0;
  for await (const chunk of readPart(part, options)) {
    hash.update(chunk);
    if (entry.method === 0) continue;
    waiting.push(chunk);
    if ((waitingBytes += chunk.length) < spillBytes) continue;
    spilled.push(new Blob(waiting));
    waiting = [];
    waitingBytes = 0;
  }
  if (bytesToHex(hash.digest()) !== stated.sha256)
    throw new BundleError("damaged", path, "its bytes do not have the SHA-256 that the manifest says: it was changed");
  return entry.method === 0 ? part.packed : new Blob([...spilled, ...waiting]);
}
