import { Zip, ZipDeflate, ZipPassThrough } from "fflate";

/** A file of a zip. */
export interface ZippedFile {
  /** Path inside the zip, with `/`. */
  name: string;
  /** A Blob is stored as it is, for sounds hardly shrink; a text is packed. */
  content: Blob | string;
  /** Milliseconds since the epoch; default: now. */
  modifiedMs?: number;
}

/** What a zip can say of a time, in milliseconds since the epoch, a day inside of it for every time zone. */
const zipTimes = { first: Date.UTC(1980, 0, 2), last: Date.UTC(2099, 11, 30) };

/**
 * Packs files into a zip.
 *
 * One file at a time is in memory; finished parts are handed to the browser as a Blob, which may keep them on disk.
 *
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function zipFiles(
  files: AsyncIterable<ZippedFile> | Iterable<ZippedFile>,
  signal?: AbortSignal,
): Promise<Blob> {
  const parts: Blob[] = [];
  const finished = Promise.withResolvers<void>();
  const zip = new Zip((error, bytes, isLast) => {
    if (error) finished.reject(error);
    parts.push(new Blob([bytes as Uint8Array<ArrayBuffer>]));
    if (isLast) finished.resolve();
  });
  for await (const { name, content, modifiedMs } of files) {
    signal?.throwIfAborted();
    const packed = typeof content === "string" ? new ZipDeflate(name) : new ZipPassThrough(name);
    if (modifiedMs !== undefined) packed.mtime = Math.min(Math.max(modifiedMs, zipTimes.first), zipTimes.last);
    zip.add(packed);
    const bytes =
      typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(await content.arrayBuffer());
    packed.push(bytes, true);
  }
  zip.end();
  await finished.promise;
  return new Blob(parts, { type: "application/zip" });
}
