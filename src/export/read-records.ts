/** Bytes that are read at once. */
const pieceBytes = 262_144;

const lineFeed = 10;
const quote = 34;

/** Some records in a row, each with its line end, and where they stand in the file. */
export interface RecordPiece {
  records: Uint8Array<ArrayBuffer>[];
  startByte: number;
  endByte: number;
}

/**
 * The records of a text file in UTF-8, a piece at a time. Between two pieces the browser may do other work.
 *
 * @param hasQuotes whether a line feed between two quotes ends no record, as in CSV
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function* readRecords(file: Blob, hasQuotes: boolean, signal?: AbortSignal): AsyncGenerator<RecordPiece> {
  let startByte = 0;
  for (let sizeBytes = pieceBytes; startByte < file.size;) {
    signal?.throwIfAborted();
    const bytes = new Uint8Array(await file.slice(startByte, startByte + sizeBytes).arrayBuffer());
    const isLast = startByte + bytes.length >= file.size;
    const records = splitRecords(bytes, hasQuotes, isLast);
    const read = records.reduce((sum, { length }) => sum + length, 0);
    // One record is longer than this: it is read again with more behind it.
    if (read === 0) sizeBytes *= 2;
    else {
      yield { records, startByte, endByte: startByte + read };
      startByte += read;
      sizeBytes = pieceBytes;
    }
  }
}

function splitRecords(bytes: Uint8Array<ArrayBuffer>, hasQuotes: boolean, isLast: boolean): Uint8Array<ArrayBuffer>[] {
  const records: Uint8Array<ArrayBuffer>[] = [];
  let start = 0;
  let isQuoted = false;
  for (let at = 0; at < bytes.length; at++) {
    if (hasQuotes && bytes[at] === quote) isQuoted = !isQuoted;
    if (bytes[at] !== lineFeed || isQuoted) continue;
    records.push(bytes.subarray(start, at + 1));
    start = at + 1;
  }
  if (isLast && start < bytes.length) records.push(bytes.subarray(start));
  return records;
}
