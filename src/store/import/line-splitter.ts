import { concatBytes } from "../storage/line-bytes.ts";

/** Longest line that is kept whole, in bytes; of a longer one the beginning is kept. */
export const maxLineBytes = 1024 * 1024;

/** Consecutive whole lines of a file in UTF-8, each with its line feed; the last one of the file may have none. */
export interface FileLines {
  bytes: Uint8Array;
  /** Size of the whole line when `bytes` holds the beginning of a single one that is too long. */
  fullBytes?: number;
}

/** Cuts bytes into whole lines as they come. Memory: the chunk and one line of at most `maxLineBytes`. */
export interface LineSplitter {
  /** The lines that end in this chunk, as views of it where they began in it. */
  push(chunk: Uint8Array): FileLines[];
  /** The last line, when it has no line feed. */
  end(): FileLines[];
}

const lineFeed = 10;

export function createLineSplitter(): LineSplitter {
  let carried: Uint8Array[] = [];
  let carriedBytes = 0;
  let skippedBytes = 0;

  function carry(part: Uint8Array): void {
    if (part.length === 0) return;
    const kept = part.subarray(0, Math.max(0, maxLineBytes - carriedBytes));
    // A copy, because a view would keep its whole chunk alive.
    carried.push(kept.slice());
    carriedBytes += kept.length;
    skippedBytes += part.length - kept.length;
  }

  /** The line that began in an earlier chunk and ends here, with its line feed. */
  function finishCarried(part: Uint8Array): FileLines {
    const ended = part.at(-1) === lineFeed;
    const fullBytes = carriedBytes + skippedBytes + part.length - (ended ? 1 : 0);
    if (fullBytes > maxLineBytes) carry(part);
    else carried.push(part);
    const bytes = concatBytes(carried);
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
