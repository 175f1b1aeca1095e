/** Lines joined before encoding. Few, because one character outside Latin-1 makes the browser copy all that is joined with it. */
const linesPerJoin = 8;
/** Most bytes of one UTF-16 unit in UTF-8. */
const bytesPerUnit = 3;

const encoder = new TextEncoder();
/** Reused buffer; grows to the largest batch, a few megabytes. */
let scratch = new Uint8Array(64 * 1024);

/** Encodes lines as UTF-8, each followed by a line feed, into a new buffer. */
export function encodeLines(lines: string[]): Uint8Array<ArrayBuffer> {
  let end = 0;
  for (let first = 0; first < lines.length; first += linesPerJoin) {
    const text = lines.slice(first, first + linesPerJoin).join("\n") + "\n";
    reserve(end, text.length * bytesPerUnit);
    end += encoder.encodeInto(text, scratch.subarray(end)).written;
  }
  return scratch.slice(0, end);
}

function reserve(end: number, bytes: number): void {
  if (scratch.length - end >= bytes) return;
  const larger = new Uint8Array(Math.max(scratch.length * 2, end + bytes));
  larger.set(scratch.subarray(0, end));
  scratch = larger;
}
