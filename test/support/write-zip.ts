import { crc32, deflateRawSync } from "node:zlib";

/** An entry as it is written, also against the rules: whatever is given stands in the zip as it is. */
export interface WrittenEntry {
  name: string;
  content: Uint8Array | string;
  /** Default: deflated. */
  method?: number;
  flags?: number;
  /** Packed bytes in place of those of the content. */
  packed?: Uint8Array;
  checksum?: number;
  unpackedBytes?: number;
  /** Name in the entry's own head. */
  headName?: string;
  /** Place of the head that the list states, in place of its own. */
  headAt?: number;
}

/** Writes a zip byte by byte, as hostile as requested. */
export function writeZip(entries: WrittenEntry[], stated = entries.length): Uint8Array<ArrayBuffer> {
  const bodies: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const content = Buffer.from(entry.content as string);
    const method = entry.method ?? 8;
    const packed = Buffer.from(entry.packed ?? (method === 8 ? deflateRawSync(content) : content));
    const shared = Buffer.alloc(22);
    shared.writeUInt16LE(entry.flags ?? 0, 0);
    shared.writeUInt16LE(method, 2);
    shared.writeUInt32LE(0x5c210000, 4); // 1 January 2026
    shared.writeUInt32LE(entry.checksum ?? crc32(content), 8);
    shared.writeUInt32LE(packed.length, 12);
    shared.writeUInt32LE(entry.unpackedBytes ?? content.length, 16);
    const headName = Buffer.from(entry.headName ?? entry.name);
    const head = Buffer.from("504b03041400", "hex");
    const headShared = Buffer.from(shared);
    headShared.writeUInt16LE(headName.length, 20);
    const body = Buffer.concat([head, headShared, Buffer.alloc(2), headName, packed]);
    const name = Buffer.from(entry.name);
    shared.writeUInt16LE(name.length, 20);
    const place = Buffer.alloc(16);
    place.writeUInt32LE(entry.headAt ?? at, 12);
    list.push(Buffer.concat([Buffer.from("504b010214001400", "hex"), shared, place, name]));
    bodies.push(body);
    at += body.length;
  }
  const listBytes = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(stated, 8);
  end.writeUInt16LE(stated, 10);
  end.writeUInt32LE(listBytes.length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...bodies, listBytes, end]));
}
