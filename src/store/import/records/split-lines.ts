import { joinBytes } from "../../../basics/bytes.ts";

/** Longest line that is held as a whole, in bytes without its end; a longer one comes in pieces. */
export const maxLineBytes = 1024 * 1024;

/** Consecutive whole lines with their line ends, or a piece of one long line. The last line of a file may have no end. */
export interface LinePiece {
  bytes: Uint8Array;
  /** The bytes go on with the line of the piece before, and hold nothing else. */
  continues: boolean;
  /** The (last) line ends here; else the next piece continues it. */
  ends: boolean;
}

/**
 * Splits a stream of bytes at LF, CR LF and bare CR. Memory: one chunk, and one line of at most `maxLineBytes`.
 *
 * A line of at most `maxLineBytes` (without its end) is never cut; a longer one is cut into pieces of exactly that size. So
 * what comes out does not depend on how the stream is cut into chunks, but for how many lines are in a piece.
 */
export interface LineSplitter {
  /** Returns the lines that end in this chunk; those that also began in it as views of it. */
  push(chunk: Uint8Array): LinePiece[];
  /** Returns the last line, when it has no end. */
  end(): LinePiece[];
}

const lineFeed = 10;
const carriageReturn = 13;

/** Creates a splitter for one file. @param maxBytes longest line that is not cut, for tests */
export function createLineSplitter(maxBytes = maxLineBytes): LineSplitter {
  let carried: Uint8Array[] = [];
  let carriedBytes = 0;
  /** A piece of the line that is carried was returned before. */
  let continues = false;
  /** The carried bytes end in a carriage return: what follows decides whether it is half of a line end. */
  let half = false;

  /** Returns pieces of the carried line while it is too long. */
  function cut(pieces: LinePiece[], endBytes: number): void {
    while (carriedBytes - endBytes > maxBytes) {
      const bytes = joinBytes(carried);
      pieces.push({ bytes: bytes.slice(0, maxBytes), continues, ends: false });
      continues = true;
      carried = [bytes.slice(maxBytes)];
      carriedBytes -= maxBytes;
    }
  }

  function carry(part: Uint8Array, pieces: LinePiece[]): void {
    if (part.length === 0) return;
    // Copied, because a view would keep its whole chunk in memory.
    carried.push(part.slice());
    carriedBytes += part.length;
    half = part.at(-1) === carriageReturn;
    cut(pieces, Number(half));
  }

  /** Returns the line that began in an earlier chunk and ends here. */
  function finish(last: Uint8Array, pieces: LinePiece[]): void {
    if (last.length > 0) carried.push(last);
    carriedBytes += last.length;
    cut(pieces, half ? last.length + 1 : endLength(last));
    pieces.push({ bytes: joinBytes(carried), continues, ends: true });
    carried = [];
    carriedBytes = 0;
    continues = half = false;
  }

  function pushSlice(chunk: Uint8Array, pieces: LinePiece[]): void {
    let start = 0;
    if (carriedBytes > 0 || continues) {
      start = half ? Number(chunk[0] === lineFeed) : afterFirstLine(chunk);
      if (start < 0) return carry(chunk, pieces);
      finish(chunk.subarray(0, start), pieces);
    }
    const end = afterLastLine(chunk, start);
    if (end > start) pieces.push({ bytes: chunk.subarray(start, end), continues: false, ends: true });
    carry(chunk.subarray(end), pieces);
  }

  return {
    push(chunk) {
      const pieces: LinePiece[] = [];
      // A slice cannot hold a line that must be cut.
      for (let at = 0; at < chunk.length; at += maxBytes) pushSlice(chunk.subarray(at, at + maxBytes), pieces);
      return pieces;
    },
    end() {
      const pieces: LinePiece[] = [];
      if (carriedBytes > 0 || continues) finish(new Uint8Array(0), pieces);
      return pieces;
    },
  };
}

/** Length of the line end that a line has. */
function endLength(line: Uint8Array): number {
  if (line.at(-1) === lineFeed) return line.at(-2) === carriageReturn ? 2 : 1;
  return line.at(-1) === carriageReturn ? 1 : 0;
}

/** Offset after the first line end, or -1 when none is whole. */
function afterFirstLine(chunk: Uint8Array): number {
  const feed = chunk.indexOf(lineFeed);
  const carriage = chunk.subarray(0, feed < 0 ? chunk.length : feed).indexOf(carriageReturn);
  if (carriage < 0 || carriage + 1 === feed) return feed < 0 ? -1 : feed + 1;
  return carriage + 1 === chunk.length ? -1 : carriage + 1;
}

/** Offset after the last line end that is whole; `start` when there is none. */
function afterLastLine(chunk: Uint8Array, start: number): number {
  const feed = chunk.lastIndexOf(lineFeed);
  const from = Math.max(start, feed + 1);
  // A carriage return at the very end may be half of a line end.
  const to = chunk.at(-1) === carriageReturn ? chunk.length - 1 : chunk.length;
  return to <= from ? from : from + chunk.subarray(from, to).lastIndexOf(carriageReturn) + 1;
}
