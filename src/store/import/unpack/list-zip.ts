import { readZipDirectory, readZipHead, ZipError, type ZipEntry } from "../../../basics/zip-directory.ts";
import { LogImportError } from "../../import-error.ts";
import { guessEncoding } from "../decode/guess-encoding.ts";

/** A file in an archive. */
export interface ArchiveEntry {
  name: string;
  /** Its bytes in the archive, as they are packed there. */
  packed: Blob;
  method: "stored" | "deflated" | "unknown" | "encrypted";
  /** Size that the archive states for the packed bytes. */
  statedBytes: number;
  /** CRC-32 of the unpacked bytes, where the archive states it. */
  checksum?: number;
}

/**
 * Lists the files of a zip, without folders and empty files, by the list at its end.
 *
 * @throws LogImportError `unreadable` when the list is missing, as in a zip that was cut, or damaged; `too_large`
 */
export async function listZip(zip: Blob): Promise<ArchiveEntry[]> {
  try {
    const entries: ArchiveEntry[] = [];
    for (const entry of (await readZipDirectory(zip)).entries) {
      const name = decodeName(entry.nameBytes);
      if (name.endsWith("/") || entry.packedBytes === 0 || entry.unpackedBytes === 0) continue;
      // Behind its own head, whose length may differ from that in the list.
      const { dataAt } = await readZipHead(zip, entry);
      entries.push({
        name,
        packed: zip.slice(dataAt, dataAt + entry.packedBytes),
        method: methodOf(entry),
        statedBytes: entry.packedBytes,
        checksum: entry.checksum,
      });
    }
    return entries;
  } catch (error) {
    throw importError(error);
  }
}

function importError(cause: unknown): LogImportError {
  if (!(cause instanceof ZipError))
    return new LogImportError({ kind: "unreadable", message: `the file cannot be read: ${String(cause)}`, cause });
  return new LogImportError({
    kind: cause.kind === "too_many" ? "too_large" : "unreadable",
    message: cause.message,
    cause,
  });
}

function methodOf({ flags, method }: ZipEntry): ArchiveEntry["method"] {
  if ((flags & 1) !== 0) return "encrypted";
  return method === 0 ? "stored" : method === 8 ? "deflated" : "unknown";
}

/** Names are UTF-8 or what the packing machine used, whatever the flag says. */
function decodeName(bytes: Uint8Array): string {
  return new TextDecoder(guessEncoding(bytes)).decode(bytes);
}
