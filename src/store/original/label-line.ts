import { renderJsonValue } from "../../logging/render-line.ts";

/** A line with its line feed, in a buffer that is never written over. */
export interface LabelledLine {
  buffer: Uint8Array;
  start: number;
  size: number;
}

const bufferBytes = 1024 * 1024;
const head = ',"source":"';
const headBytes = new TextEncoder().encode(head);
const closeBrace = 0x7d;

/**
 * Creates what adds a label to lines of our own, as `source` at their end, from where `unlabelled` takes it again. Neighbours
 * stand in one buffer. A line must not have that key already.
 */
export function createLabelWriter(label: string): (line: Uint8Array) => LabelledLine {
  const tail = new TextEncoder().encode(`,"source":${renderJsonValue(label)}}\n`);
  let buffer = new Uint8Array(0);
  let end = 0;
  return (line) => {
    const size = line.length - 1 + tail.length;
    if (buffer.length - end < size) {
      buffer = new Uint8Array(Math.max(bufferBytes, size));
      end = 0;
    }
    const start = end;
    buffer.set(line.subarray(0, -1), start);
    buffer.set(tail, start + line.length - 1);
    end += size;
    return { buffer, start, size };
  };
}

/** The line as its file has it, without its line feed. Inside of a text, a quote follows a backslash, so the key is found last. */
export function unlabelled(line: Uint8Array): Uint8Array {
  for (let at = line.length - headBytes.length; at > 0; at--) {
    if (!headBytes.every((byte, offset) => line[at + offset] === byte)) continue;
    const whole = line.slice(0, at + 1);
    whole[at] = closeBrace;
    return whole;
  }
  return line.subarray(0, -1);
}
