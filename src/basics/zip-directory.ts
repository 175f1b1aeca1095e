/** An entry of a zip, as the list at its end states it. Nothing of it has been verified. */
export interface ZipEntry {
  nameBytes: Uint8Array;
  /** General purpose bits: 1 is encrypted. */
  flags: number;
  /** How it is packed: 0 stored, 8 deflated. */
  method: number;
  /** CRC-32 of the unpacked bytes. */
  checksum: number;
  packedBytes: number;
  unpackedBytes: number;
  /** Place of the entry's own head, in bytes. */
  headAt: number;
}

/** The list at the end of a zip. */
export interface ZipDirectory {
  entries: ZipEntry[];
  /** Place of the list, in bytes: the packed bytes of all entries stand before it. */
  listAt: number;
  /** How many entries the record at the end states, which a damaged list may not have. */
  statedEntries: number;
}

/** An entry of a zip by its own head. */
export interface ZipHead {
  nameBytes: Uint8Array;
  /** Place of its packed bytes. */
  dataAt: number;
}

/** Where the list of entries stands, in bytes, and how many it has by the record at the end. */
interface ListPlace {
  start: number;
  end: number;
  entries: number;
}

/** What is wrong with a zip: its end is missing; something in it cannot be so; it has more entries than are read. */
export class ZipError extends Error {
  override readonly name = "ZipError";
  readonly kind: "cut" | "damaged" | "too_many";

  constructor(kind: ZipError["kind"], message: string) {
    super(message);
    this.kind = kind;
  }
}

const endBytes = 22;
const entryBytes = 46;
const maxCommentBytes = 65_535;
/** Longest list of entries that is read. */
const maxListBytes = 1024 * 1024;

/**
 * Reads the list at the end of a zip, of Zip64 too. Nothing is unpacked.
 *
 * @throws ZipError when the list is missing, as in a zip that was cut, damaged, or longer than a megabyte
 * @throws DOMException when the Blob cannot be read
 */
export async function readZipDirectory(zip: Blob): Promise<ZipDirectory> {
  const place = await findList(zip);
  if (place.end - place.start > maxListBytes) throw new ZipError("too_many", "the zip holds too many files");
  const list = new DataView(await zip.slice(place.start, place.end).arrayBuffer());
  const entries: ZipEntry[] = [];
  for (let at = 0; at + entryBytes <= list.byteLength && list.getUint32(at, true) === 0x02014b50;) {
    const nameEnd = at + entryBytes + list.getUint16(at + 28, true);
    const extraEnd = nameEnd + list.getUint16(at + 30, true);
    if (extraEnd > list.byteLength) throw new ZipError("damaged", "the list of files in the zip is damaged");
    entries.push({
      nameBytes: new Uint8Array(list.buffer, at + entryBytes, nameEnd - at - entryBytes),
      flags: list.getUint16(at + 8, true),
      method: list.getUint16(at + 10, true),
      checksum: list.getUint32(at + 16, true),
      ...largeNumbers(list, at, nameEnd, extraEnd),
    });
    at = extraEnd + list.getUint16(at + 32, true);
  }
  return { entries, listAt: place.start, statedEntries: place.entries };
}

/** Reads an entry's own head, which may differ from the list. @throws ZipError `damaged` where none stands */
export async function readZipHead(zip: Blob, { headAt }: ZipEntry): Promise<ZipHead> {
  const head = new DataView(await zip.slice(headAt, headAt + 30).arrayBuffer());
  if (head.byteLength < 30 || head.getUint32(0, true) !== 0x04034b50)
    throw new ZipError("damaged", "the zip is damaged");
  const nameEnd = headAt + 30 + head.getUint16(26, true);
  const nameBytes = new Uint8Array(await zip.slice(headAt + 30, nameEnd).arrayBuffer());
  return { nameBytes, dataAt: nameEnd + head.getUint16(28, true) };
}

async function findList(zip: Blob): Promise<ListPlace> {
  const tailStart = Math.max(0, zip.size - endBytes - maxCommentBytes);
  const tail = new DataView(await zip.slice(tailStart).arrayBuffer());
  for (let at = tail.byteLength - endBytes; at >= 0; at--) {
    if (tail.getUint32(at, true) !== 0x06054b50) continue;
    const start = tail.getUint32(at + 16, true);
    if (start !== 0xffffffff)
      return { start, end: start + tail.getUint32(at + 12, true), entries: tail.getUint16(at + 10, true) };
    // Zip64: a pointer to the larger record stands before this one.
    if (at < 20 || tail.getUint32(at - 20, true) !== 0x07064b50) break;
    const recordAt = Number(tail.getBigUint64(at - 12, true));
    const record = new DataView(await zip.slice(recordAt, recordAt + 56).arrayBuffer());
    if (record.byteLength < 56 || record.getUint32(0, true) !== 0x06064b50) break;
    const large = Number(record.getBigUint64(48, true));
    const end = large + Number(record.getBigUint64(40, true));
    return { start: large, end, entries: Number(record.getBigUint64(32, true)) };
  }
  throw new ZipError("cut", "the zip is cut: the list of its files is missing");
}

/** Sizes and place of an entry; those that need more than 32 bits stand in the extra field of Zip64. */
function largeNumbers(
  list: DataView,
  at: number,
  extraStart: number,
  extraEnd: number,
): Pick<ZipEntry, "packedBytes" | "unpackedBytes" | "headAt"> {
  let packedBytes = list.getUint32(at + 20, true);
  let unpackedBytes = list.getUint32(at + 24, true);
  let headAt = list.getUint32(at + 42, true);
  for (let field = extraStart; field + 4 <= extraEnd; field += 4 + list.getUint16(field + 2, true)) {
    if (list.getUint16(field, true) !== 1) continue;
    let value = field + 4;
    const next = (): number => {
      value += 8;
      return value <= extraEnd ? Number(list.getBigUint64(value - 8, true)) : 0;
    };
    if (unpackedBytes === 0xffffffff) unpackedBytes = next();
    if (packedBytes === 0xffffffff) packedBytes = next();
    if (headAt === 0xffffffff) headAt = next();
  }
  return { packedBytes, unpackedBytes, headAt };
}
