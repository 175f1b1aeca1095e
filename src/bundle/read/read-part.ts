import { joinBytes } from "../../basics/bytes.ts";
import { crc32 } from "../../basics/crc-32.ts";
import { BundleError } from "../bundle-error.ts";
import type { PackedPart } from "./list-parts.ts";

/** What reading a part may be told. */
export interface PartOptions {
  /** Told the unpacked bytes that were read since the last call. */
  onBytes?: ((bytes: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** Packed bytes that are given to the unpacker at once: of a bomb they become at most 17 MB before its size is looked at. */
const stepBytes = 16 * 1024;

/**
 * Unpacks a part as it is read, and ends as soon as it is larger than the zip states.
 *
 * @throws BundleError `damaged` or `unsafe`, naming the part; the last when size or CRC-32 are wrong
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function* readPart(
  part: PackedPart,
  { onBytes, signal }: PartOptions,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const { path, entry, packed } = part;
  const reader = (entry.method === 0 ? packed.stream() : unpacked(part)).getReader();
  let bytes = 0;
  let checksum = 0;
  try {
    for (;;) {
      signal?.throwIfAborted();
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw new BundleError("damaged", path, "its bytes are damaged, or its checksum (CRC-32) is wrong", cause);
      });
      if (done) break;
      bytes += value.length;
      if (bytes > entry.unpackedBytes) throw new BundleError("unsafe", path, "it is larger than the zip says");
      if (entry.method === 0) checksum = crc32(value, checksum);
      onBytes?.(value.length);
      yield value;
    }
  } finally {
    // Of a stream that is read to its end nothing is left to give up.
    await reader.cancel().catch(() => undefined);
  }
  if (bytes < entry.unpackedBytes) throw new BundleError("damaged", path, "it is smaller than the zip says");
  if (entry.method === 0 && checksum !== entry.checksum)
    throw new BundleError("damaged", path, "its checksum (CRC-32) is wrong");
}

/** Unpacks as a gzip, whose end is what the zip states: so the browser compares size and checksum, faster than we could. */
function unpacked({ entry, packed }: PackedPart): ReadableStream<Uint8Array<ArrayBuffer>> {
  const head = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);
  const end = new DataView(new ArrayBuffer(8));
  end.setUint32(0, entry.checksum, true);
  end.setUint32(4, entry.unpackedBytes, true);
  const steps = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      for (let at = 0; at < chunk.length; at += stepBytes) controller.enqueue(chunk.subarray(at, at + stepBytes));
    },
  });
  const gzip = new Blob([head, packed, end.buffer]).stream().pipeThrough(steps);
  return gzip.pipeThrough(new DecompressionStream("gzip"));
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
