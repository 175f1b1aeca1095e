import { concatBytes } from "./line-bytes.ts";

/** Longest line that is kept whole, in bytes; of a longer one the beginning is kept. */
export const maxLineBytes = 1024 * 1024;

/** One line of a file. */
export interface FileLine {
  /** From 1. */
  number: number;
  text: string;
  /** The line in UTF-8 without its end; absent when the file held something else there. */
  bytes?: Uint8Array;
  /** Size of the whole line in bytes when only its beginning is in `text`. */
  fullBytes?: number;
}

/** Cuts bytes into lines as they come. Memory: the chunk and one line of at most `maxLineBytes`. */
export interface LineSplitter {
  /** The lines that end in this chunk, empty ones left out; they may be views of the chunk. */
  push(chunk: Uint8Array): FileLine[];
  /** The last line, when it has no line feed. */
  end(): FileLine[];
}

const lineFeed = 10;
const carriageReturn = 13;

export function createLineSplitter(): LineSplitter {
  let number = 0;
  let carried: Uint8Array[] = [];
  let carriedBytes = 0;
  let skippedBytes = 0;

  function carry(part: Uint8Array): void {
    const kept = part.subarray(0, Math.max(0, maxLineBytes - carriedBytes));
    // A copy, because a view would keep its whole chunk alive.
    carried.push(kept.slice());
    carriedBytes += kept.length;
    skippedBytes += part.length - kept.length;
  }

  /** The line that began in an earlier chunk and ends here. */
  function finishCarried(part: Uint8Array): FileLine[] {
    if (carriedBytes + part.length > maxLineBytes || skippedBytes > 0) {
      carry(part);
      const fullBytes = carriedBytes + skippedBytes;
      const text = new TextDecoder().decode(concatBytes(carried));
      carried = [];
      carriedBytes = skippedBytes = 0;
      return [{ number: ++number, text, fullBytes }];
    }
    const bytes = concatBytes([...carried, part]);
    carried = [];
    carriedBytes = 0;
    return wholeLines(bytes);
  }

  /** Whole lines between line feeds: decoded together, which is far cheaper than one by one. */
  function wholeLines(bytes: Uint8Array): FileLine[] {
    const { text, exact } = decode(bytes);
    const lines: FileLine[] = [];
    let at = 0;
    for (const line of text.split("\n")) {
      number++;
      const next = exact ? bytes.indexOf(lineFeed, at) : -1;
      const end = next < 0 ? bytes.length : next;
      const start = at;
      at = end + 1;
      if (isBlank(line)) continue;
      const trimmed = line.endsWith("\r") ? line.slice(0, -1) : line;
      if (!exact) lines.push({ number, text: trimmed });
      else
        lines.push({
          number,
          text: trimmed,
          bytes: bytes.subarray(start, bytes[end - 1] === carriageReturn ? end - 1 : end),
        });
    }
    return lines;
  }

  return {
    push(chunk) {
      const last = chunk.lastIndexOf(lineFeed);
      if (last < 0) {
        carry(chunk);
        return [];
      }
      const first = chunk.indexOf(lineFeed);
      const lines = finishCarried(chunk.subarray(0, first));
      // A loop, because spreading a hundred thousand lines would overflow the stack.
      if (last > first) for (const line of wholeLines(chunk.subarray(first + 1, last))) lines.push(line);
      carry(chunk.subarray(last + 1));
      return lines;
    },
    end: () => (carriedBytes === 0 ? [] : finishCarried(new Uint8Array(0))),
  };
}

/** `exact` is false when something was not UTF-8 and is replaced in the text. */
function decode(bytes: Uint8Array): { text: string; exact: boolean } {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes), exact: true };
  } catch {
    return { text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes), exact: false };
  }
}

function isBlank(line: string): boolean {
  return line.length < 100 && line.trim() === "";
}
