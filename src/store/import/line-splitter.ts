import { joinBytes } from "../../basics/bytes.ts";

/** Longest line that is read whole, in bytes; a longer one is truncated. */
export const maxLineBytes = 1024 * 1024;

/** Consecutive whole lines of a file in UTF-8, each with its line feed; the last one of the file may have none. */
export interface FileLines {
  bytes: Uint8Array;
  /** Size of the whole line in bytes, when `bytes` holds a single line that was truncated. */
  fullBytes?: number;
}

/** Splits a stream of bytes into whole lines. Memory: one chunk, and one line of at most `maxLineBytes`. */
export interface LineSplitter {
  /** Returns the lines that end in this chunk; those that also began in it as views of it. */
  push(chunk: Uint8Array): FileLines[];
  /** Returns the last line, when it has no line feed. */
  end(): FileLines[];
}

const lineFeed = 10;

/** Creates a splitter for one file. */
export function createLineSplitter(): LineSplitter {
  let carried: Uint8Array[] = [];
  let carriedBytes = 0;
  let skippedBytes = 0;

  function carry(part: Uint8Array): void {
    if (part.length === 0) return;
    const head = part.subarray(0, Math.max(0, maxLineBytes - carriedBytes));
    // Copied, because a view would keep its whole chunk in memory.
    carried.push(head.slice());
    carriedBytes += head.length;
    skippedBytes += part.length - head.length;
  }

  /** Returns the line that began in an earlier chunk and ends here, with its line feed. */
  function finishCarried(part: Uint8Array): FileLines {
    const ended = part.at(-1) === lineFeed;
    const fullBytes = carriedBytes + skippedBytes + part.length - (ended ? 1 : 0);
    if (fullBytes > maxLineBytes) carry(part);
    else carried.push(part);
    const bytes = joinBytes(carried);
    carried = [];
    carriedBytes = skippedBytes = 0;
    return fullBytes > maxLineBytes ? { bytes, fullBytes } : { bytes };
  }

  return {
    push(chunk) {
      const last = chunk.lastIndexOf(lineFeed);
      if (last < 0) {
        carry(chunk);
        return [];
      }
      const lines: FileLines[] = [];
      let start = 0;
      if (carried.length > 0) {
        start = chunk.indexOf(lineFeed) + 1;
        lines.push(finishCarried(chunk.subarray(0, start)));
      }
      if (last >= start) lines.push({ bytes: chunk.subarray(start, last + 1) });
      carry(chunk.subarray(last + 1));
      return lines;
    },
    end: () => (carried.length === 0 ? [] : [finishCarried(new Uint8Array(0))]),
  };
}
