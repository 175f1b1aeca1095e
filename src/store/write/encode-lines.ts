/** One letter outside Latin-1 makes the browser copy all that is joined with it, so few lines are joined. */
const linesTogether = 8;
/** Bytes that one UTF-16 unit takes at most in UTF-8. */
const bytesPerUnit = 3;

const encoder = new TextEncoder();
/** Grows to the largest batch, a few megabytes. */
let scratch = new Uint8Array(64 * 1024);

/** Lines in UTF-8, each with a line feed behind it; alone in its buffer. */
export function encodeLines(lines: string[]): Uint8Array<ArrayBuffer> {
  let end = 0;
  for (let first = 0; first < lines.length; first += linesTogether) {
    const text = lines.slice(first, first + linesTogether).join("\n") + "\n";
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
