import { crc32 } from "../../basics/crc-32.ts";

/** The lines of a file, without their texts. */
export interface FileLines {
  /** CRC-32 of each line with its line feed. */
  checks: number[];
  /** Offset of each line in the file, and that of its end. */
  starts: number[];
}

const pieceBytes = 2 * 1024 * 1024;
const lineFeed = 10;
/** Most lines of a file: the memory that they take is bounded. */
const mostLines = 20_000_000;
/** Most bytes that a compressed file may hold. */
const mostBytes = 2 ** 31;

/** A file as it was before it was compressed by gzip. @throws RangeError when it is larger than 2 GB, TypeError when it is damaged */
export async function uncompressed(file: Blob, name: string): Promise<Blob> {
  if (!name.endsWith(".gz")) return file;
  const parts: Blob[] = [];
  let size = 0;
  const reader = file.stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > mostBytes) {
      await reader.cancel();
      throw new RangeError(`${name} holds more than 2 GB`);
    }
    // A Blob each, which the browser may keep on the disk.
    parts.push(new Blob([next.value]));
  }
  return new Blob(parts);
}

/** Reads where the lines of a file are, and their checks. @throws RangeError when it has more than 20 million lines */
export async function readLines(file: Blob, onBytes: (bytes: number) => void, signal: AbortSignal): Promise<FileLines> {
  const lines: FileLines = { checks: [], starts: [] };
  let start = 0;
  let check = 0;
  for (let from = 0; from < file.size; from += pieceBytes) {
    signal.throwIfAborted();
    const piece = new Uint8Array(await file.slice(from, from + pieceBytes).arrayBuffer());
    for (let at = 0; at < piece.length;) {
      const feed = piece.indexOf(lineFeed, at);
      const end = feed < 0 ? piece.length : feed + 1;
      check = crc32(piece.subarray(at, end), check);
      at = end;
      if (feed < 0) continue;
      lines.checks.push(check);
      lines.starts.push(start);
      check = 0;
      start = from + end;
    }
    if (lines.checks.length > mostLines) throw new RangeError("more than 20 million lines");
    onBytes(piece.length);
  }
  if (start < file.size) {
    lines.checks.push(check);
    lines.starts.push(start);
  }
  lines.starts.push(file.size);
  return lines;
}
