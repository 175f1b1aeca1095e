import { LogImportError } from "../../import-error.ts";
import { guessEncoding } from "../decode/guess-encoding.ts";
import { readOrThrow } from "./byte-source.ts";

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

const endBytes = 22;
const maxCommentBytes = 65_535;
/** Longest list of files that is read; one has at least 46 bytes. */
const maxListBytes = 1024 * 1024;

const unreadable = (message: string): LogImportError => new LogImportError({ kind: "unreadable", message });

/**
 * Lists the files of a zip, without folders and empty files, by the list at its end.
 *
 * @throws LogImportError `unreadable` when the list is missing, as in a zip that was cut, or damaged
 */
export async function listZip(zip: Blob): Promise<ArchiveEntry[]> {
  const { start, end } = await findList(zip);
  if (end - start > maxListBytes)
    throw new LogImportError({ kind: "too_large", message: "the zip holds too many files" });
  const list = new DataView((await readOrThrow(zip.slice(start, end).arrayBuffer())).buffer);
  const entries: ArchiveEntry[] = [];
  for (let at = 0; at + 46 <= list.byteLength && list.getUint32(at, true) === 0x02014b50;) {
    const nameEnd = at + 46 + list.getUint16(at + 28, true);
    const extraEnd = nameEnd + list.getUint16(at + 30, true);
    if (extraEnd > list.byteLength) throw unreadable("the list of files in the zip is damaged");
    const name = decodeName(new Uint8Array(list.buffer, at + 46, nameEnd - at - 46));
    const { packedBytes, offset } = placeOf(list, at, nameEnd, extraEnd);
    if (!name.endsWith("/") && packedBytes > 0 && list.getUint32(at + 24, true) > 0) {
      const from = await dataStart(zip, offset);
      entries.push({
        name,
        packed: zip.slice(from, from + packedBytes),
        method: methodOf(list.getUint16(at + 8, true), list.getUint16(at + 10, true)),
        statedBytes: packedBytes,
        checksum: list.getUint32(at + 16, true),
      });
    }
    at = extraEnd + list.getUint16(at + 32, true);
  }
  return entries;
}

async function findList(zip: Blob): Promise<{ start: number; end: number }> {
  const tailStart = Math.max(0, zip.size - endBytes - maxCommentBytes);
  const tail = new DataView((await readOrThrow(zip.slice(tailStart).arrayBuffer())).buffer);
  for (let at = tail.byteLength - endBytes; at >= 0; at--) {
    if (tail.getUint32(at, true) !== 0x06054b50) continue;
    const start = tail.getUint32(at + 16, true);
    if (start !== 0xffffffff) return { start, end: start + tail.getUint32(at + 12, true) };
    // Zip64: a pointer to the larger record stands before this one.
    if (at < 20 || tail.getUint32(at - 20, true) !== 0x07064b50) break;
    const recordAt = Number(tail.getBigUint64(at - 12, true));
    const record = new DataView((await readOrThrow(zip.slice(recordAt, recordAt + 56).arrayBuffer())).buffer);
    if (record.byteLength < 56 || record.getUint32(0, true) !== 0x06064b50) break;
    const large = Number(record.getBigUint64(48, true));
    return { start: large, end: large + Number(record.getBigUint64(40, true)) };
  }
  throw unreadable("the zip is cut: the list of its files is missing");
}

/** Size and place of a file; those that need more than 32 bits stand in the extra field of Zip64. */
function placeOf(
  list: DataView,
  at: number,
  extraStart: number,
  extraEnd: number,
): { packedBytes: number; offset: number } {
  const unpackedBytes = list.getUint32(at + 24, true);
  let packedBytes = list.getUint32(at + 20, true);
  let offset = list.getUint32(at + 42, true);
  for (let field = extraStart; field + 4 <= extraEnd; field += 4 + list.getUint16(field + 2, true)) {
    if (list.getUint16(field, true) !== 1) continue;
    let value = field + 4 + (unpackedBytes === 0xffffffff ? 8 : 0);
    const next = (): number => {
      value += 8;
      return value <= extraEnd ? Number(list.getBigUint64(value - 8, true)) : 0;
    };
    if (packedBytes === 0xffffffff) packedBytes = next();
    if (offset === 0xffffffff) offset = next();
  }
  return { packedBytes, offset };
}

/** Place of a file's bytes: behind its own head, whose length may differ from that in the list. */
async function dataStart(zip: Blob, offset: number): Promise<number> {
  const head = new DataView((await readOrThrow(zip.slice(offset, offset + 30).arrayBuffer())).buffer);
  if (head.byteLength < 30 || head.getUint32(0, true) !== 0x04034b50) throw unreadable("the zip is damaged");
  return offset + 30 + head.getUint16(26, true) + head.getUint16(28, true);
}

function methodOf(flags: number, method: number): ArchiveEntry["method"] {
  if ((flags & 1) !== 0) return "encrypted";
  return method === 0 ? "stored" : method === 8 ? "deflated" : "unknown";
}

/** Names are UTF-8 or what the packing machine used, whatever the flag says. */
function decodeName(bytes: Uint8Array): string {
  return new TextDecoder(guessEncoding(bytes)).decode(bytes);
}
