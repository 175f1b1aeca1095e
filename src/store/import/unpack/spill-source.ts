import { LogImportError } from "../../import-error.ts";
import type { ByteSource } from "./byte-source.ts";

/** Bytes that are handed to the browser at once, which may then keep them on disk. */
const partBytes = 8 * 1024 * 1024;

/** Reads a whole source into a Blob, any place of which can be read. @throws LogImportError `too_large` beyond `maxBytes` */
export async function spillSource(
  source: ByteSource,
  maxBytes: number,
  onBytes?: (bytes: number) => void,
): Promise<Blob> {
  const parts: Blob[] = [];
  let chunks: Uint8Array[] = [];
  let waitingBytes = 0;
  let bytes = 0;
  const handOver = (): void => {
    parts.push(new Blob(chunks as Uint8Array<ArrayBuffer>[]));
    chunks = [];
    waitingBytes = 0;
  };
  for await (const chunk of source.read(onBytes)) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      throw new LogImportError({ kind: "too_large", message: "the archives in the file are too large together" });
    }
    chunks.push(chunk);
    waitingBytes += chunk.length;
    if (waitingBytes >= partBytes) handOver();
  }
  handOver();
  return new Blob(parts);
}
