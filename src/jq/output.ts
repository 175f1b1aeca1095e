import { joinBytes } from "../basics/bytes.ts";

/** Thrown when an output is full. */
export class OutputFull extends Error {
  readonly bound: "bytes" | "lines";
  readonly #output: Output;

  constructor(bound: "bytes" | "lines", output: Output) {
    super(`the output has its most ${bound}`);
    this.bound = bound;
    this.#output = output;
  }

  /** Whether it was this one. */
  isOf(output: Output): boolean {
    return this.#output === output;
  }
}

/** Bytes that a program writes, up to a bound. */
export interface Output {
  /** @throws OutputFull once it has as much as it may; what still fits is kept */
  write(bytes: Uint8Array): void;
  /** All of it as text; a character that was cut is left out. */
  text(): string;
}

const lineFeed = 10;

/** Creates an output of at most so many bytes and lines. */
export function createOutput(maxBytes: number, maxLines: number): Output {
  const pieces: Uint8Array[] = [];
  let room = maxBytes;
  let lines = 0;
  const output: Output = {
    write(bytes) {
      let end = Math.min(bytes.length, room);
      for (let at = bytes.indexOf(lineFeed); at >= 0 && at < end; at = bytes.indexOf(lineFeed, at + 1)) {
        // What stands behind the last line is one too many.
        if (lines === maxLines) end = at;
        else lines++;
        if (lines === maxLines) end = Math.min(end, at + 1);
      }
      if (lines === maxLines && !bytes.subarray(0, end).includes(lineFeed)) end = 0;
      pieces.push(bytes.slice(0, end));
      room -= end;
      if (end < bytes.length) throw new OutputFull(room === 0 ? "bytes" : "lines", output);
    },
    text() {
      const text = new TextDecoder().decode(joinBytes(pieces));
      return room === 0 ? text.replace(/\ufffd$/, "") : text;
    },
  };
  return output;
}
