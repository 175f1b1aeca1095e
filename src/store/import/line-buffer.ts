/** A line in a buffer that it shares with others, from `start` to `end`. */
export interface PlacedLine {
  buffer: Uint8Array;
  start: number;
  end: number;
}

/** Collects encoded lines in buffers of about a megabyte, so that neighbours can be written as one piece. */
export interface LineBuffer {
  /**
   * Adds a text, or a text, bytes, a closing brace and a line feed.
   *
   * @returns its place; a buffer is never written over
   */
  add(text: string, bytes?: Uint8Array): PlacedLine;
}

const bufferBytes = 1024 * 1024;
/** Most bytes of one UTF-16 unit in UTF-8. */
const bytesPerUnit = 3;
const closeBrace = 0x7d;
const lineFeed = 10;

const encoder = new TextEncoder();

/** Creates an empty buffer. */
export function createLineBuffer(): LineBuffer {
  let buffer = new Uint8Array(0);
  let at = 0;
  return {
    add(text, bytes) {
      const most = text.length * bytesPerUnit + (bytes === undefined ? 0 : bytes.length + 2);
      if (buffer.length - at < most) {
        buffer = new Uint8Array(Math.max(bufferBytes, most));
        at = 0;
      }
      const start = at;
      at += encoder.encodeInto(text, buffer.subarray(at)).written;
      if (bytes !== undefined) {
        buffer.set(bytes, at);
        at += bytes.length;
        buffer[at++] = closeBrace;
        buffer[at++] = lineFeed;
      }
      return { buffer, start, end: at };
    },
  };
}
