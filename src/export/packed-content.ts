/** What a file holds packed: itself under no name, or the entries of a zip. */
export interface PackedContent {
  name?: string;
  stream: ReadableStream<Uint8Array>;
}

/**
 * Unpacks what a gzip or a zip holds, as it is read. Nothing for other files, and for entries that are stored as they are,
 * whose bytes stand in the file itself. Zips are those of this program: without encryption and below 4 GB.
 */
export async function* packedContents(file: Blob): AsyncGenerator<PackedContent> {
  const signature = new DataView(await file.slice(0, 4).arrayBuffer());
  if (signature.byteLength < 4) return;
  if (signature.getUint16(0) === 0x1f8b) yield { stream: unpack(file, "gzip") };
  if (signature.getUint32(0) === 0x504b0304) yield* zipEntries(file);
}

async function* zipEntries(zip: Blob): AsyncGenerator<PackedContent> {
  const tail = new DataView(await zip.slice(-maxEndBytes).arrayBuffer());
  let endAt = tail.byteLength - endBytes;
  while (endAt >= 0 && tail.getUint32(endAt, true) !== 0x06054b50) endAt--;
  if (endAt < 0) return;
  const [sizeBytes, start] = [tail.getUint32(endAt + 12, true), tail.getUint32(endAt + 16, true)];
  const list = new DataView(await zip.slice(start, start + sizeBytes).arrayBuffer());
  for (let at = 0; at + entryBytes <= list.byteLength && list.getUint32(at, true) === 0x02014b50;) {
    const [method, packedBytes] = [list.getUint16(at + 10, true), list.getUint32(at + 20, true)];
    const [nameBytes, extraBytes] = [list.getUint16(at + 28, true), list.getUint16(at + 30, true)];
    const name = new TextDecoder().decode(new Uint8Array(list.buffer, at + entryBytes, nameBytes));
    if (method === deflated) {
      const offset = list.getUint32(at + 42, true);
      const head = new DataView(await zip.slice(offset, offset + headBytes).arrayBuffer());
      const from = offset + headBytes + head.getUint16(26, true) + head.getUint16(28, true);
      yield { name, stream: unpack(zip.slice(from, from + packedBytes), "deflate-raw") };
    }
    at += entryBytes + nameBytes + extraBytes + list.getUint16(at + 32, true);
  }
}

/** Sizes of the parts of a zip without their names, and its code for a packed entry (APPNOTE.TXT, 4.3 and 4.4.5). */
const [headBytes, entryBytes, endBytes, deflated] = [30, 46, 22, 8];
const maxEndBytes = endBytes + 0xffff;

function unpack(packed: Blob, format: CompressionFormat): ReadableStream<Uint8Array> {
  return packed.stream().pipeThrough(new DecompressionStream(format));
}
