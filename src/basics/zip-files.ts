import { Zip, type ZipInputFile } from "fflate";
import { crc32 } from "./crc-32.ts";

/** A file of a zip. */
export interface ZippedFile {
  /** Path inside the zip, with `/`. */
  name: string;
  content: Blob | string;
  /** Default: a text is packed, and a Blob is stored as it is, for sounds hardly shrink. */
  isPacked?: boolean;
  /** The content is that of an entry of another zip as it is packed there, and is copied. Default: it is not packed yet. */
  packedAs?: { method: number; sizeBytes: number; checksum: number };
  /** Milliseconds since the epoch; default: now. */
  modifiedMs?: number;
}

/** What a zip can say of a time, in milliseconds since the epoch, a day inside of it for every time zone. */
const zipTimes = { first: Date.UTC(1980, 0, 2), last: Date.UTC(2099, 11, 30) };

/** Largest zip that every reader takes, in bytes: no extension for larger ones is written. */
const maxZipBytes = 0xffff_ffff;

/**
 * Packs files into a zip.
 *
 * A chunk at a time is in memory; finished parts are handed to the browser as a Blob, which may keep them on disk.
 *
 * @param onProgress told how many bytes of all contents are through
 * @throws DOMException `AbortError` when the signal aborts
 * @throws RangeError when the zip would have 4 GB or more
 */
export async function zipFiles(
  files: AsyncIterable<ZippedFile> | Iterable<ZippedFile>,
  signal?: AbortSignal,
  onProgress?: (doneBytes: number) => void,
): Promise<Blob> {
  const parts: Blob[] = [];
  const finished = Promise.withResolvers<void>();
  let sizeBytes = 0;
  let doneBytes = 0;
  const zip = new Zip((error, bytes, isLast) => {
    if (error) finished.reject(error);
    sizeBytes += bytes.length;
    parts.push(new Blob([bytes as Uint8Array<ArrayBuffer>]));
    if (isLast) finished.resolve();
  });
  for await (const { name, content, isPacked = typeof content === "string", packedAs, modifiedMs } of files) {
    const {
      sizeBytes: size,
      checksum: crc,
      method: compression,
    } = packedAs ?? { sizeBytes: 0, checksum: 0, method: isPacked ? 8 : 0 };
    const file: ZipInputFile = { filename: name, size, crc, compression };
    if (modifiedMs !== undefined) file.mtime = Math.min(Math.max(modifiedMs, zipTimes.first), zipTimes.last);
    zip.add(file);
    const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        signal?.throwIfAborted();
        if (packedAs === undefined) {
          file.size += chunk.length;
          file.crc = crc32(chunk, file.crc);
        }
        onProgress?.((doneBytes += chunk.length));
        controller.enqueue(chunk);
      },
    });
    const plain = new Blob([content]).stream().pipeThrough(counted);
    const packed = isPacked && packedAs === undefined ? plain.pipeThrough(new CompressionStream("deflate-raw")) : plain;
    for await (const chunk of chunksOf(packed)) {
      file.ondata!(null, chunk, false);
      if (sizeBytes > maxZipBytes) throw new RangeError("A zip of 4 GB or more cannot be written");
    }
    file.ondata!(null, new Uint8Array(), true);
  }
  signal?.throwIfAborted();
  zip.end();
  await finished.promise;
  return new Blob(parts, { type: "application/zip" });
}

/** Not every browser iterates a stream. */
async function* chunksOf(stream: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}
