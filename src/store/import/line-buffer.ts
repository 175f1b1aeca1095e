import type { LogEvent } from "../../logging/log-event.ts";
import { renderEventName, renderJsonValue } from "../../logging/render-line.ts";

/** A line in a buffer that it shares with others, from `start` to `end`. */
export interface PlacedLine {
  buffer: Uint8Array;
  start: number;
  end: number;
}

/** Collects encoded lines in buffers of about a megabyte, so that neighbours can be written as one piece. */
export interface LineBuffer {
  /**
   * Adds a line as `renderJsonLine` writes it, with its line feed.
   *
   * @param before a text before its closing brace; of ASCII where bytes follow
   * @param embedded what follows it: another text, or bytes as they are
   * @returns its place; a buffer is never written over
   */
  add(event: LogEvent, before?: string, embedded?: string | Uint8Array): PlacedLine;
}

const bufferBytes = 1024 * 1024;
/** Most bytes of one UTF-16 unit in UTF-8. */
const bytesPerUnit = 3;
/** Longest text whose letters are looked at one by one, which costs less than an encoder up to here. */
const maxShort = 64;
/** Longest run of bytes that is copied one by one. */
const maxShortRun = 16;

const encoder = new TextEncoder();
const quote = 0x22;
const comma = 0x2c;
const underscore = 0x5f;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const lineFeed = 10;

/** 1 for ASCII that stands for itself in a text. */
const plain = new Uint8Array(128).fill(1, 0x20, 0x7f);
plain[quote] = plain[0x5c] = 0;

/**
 * Creates an empty buffer. Neighbouring lines say much the same: members that the line before has at the same place are
 * copied from it.
 */
export function createLineBuffer(): LineBuffer {
  let buffer = new Uint8Array(0);
  let at = 0;
  /** Where the line before begins, and the line that is being added. */
  let last = 0;
  let start = 0;
  /** The members of the line before, with their sizes in bytes; those of the line that is being added as far as it is. */
  const keys: string[] = [];
  const values: unknown[] = [];
  const sizes: number[] = [];
  /** The members of the line before that are still to be copied stand between these two. */
  let copyFrom = 0;
  let copyTo = 0;

  /** Makes room for some bytes. A line that does not fit moves to another buffer, together with the line before. */
  function reserve(bytes: number): void {
    if (buffer.length - at >= bytes) return;
    const moved = buffer.subarray(last, at);
    buffer = new Uint8Array(Math.max(bufferBytes, 2 * (moved.length + bytes)));
    buffer.set(moved);
    at -= last;
    start -= last;
    copyFrom -= last;
    copyTo -= last;
    last = 0;
  }

  function addText(text: string): void {
    reserve(text.length * bytesPerUnit);
    at += encoder.encodeInto(text, buffer.subarray(at)).written;
  }

  function addAscii(text: string): void {
    const { length } = text;
    reserve(length);
    // Read once: the loop would look each of them up again.
    const target = buffer;
    const from = at;
    for (let index = 0; index < length; index++) target[from + index] = text.charCodeAt(index);
    at = from + length;
  }

  /** Adds a short text in quotes where it is spelled as it is; returns whether it did. */
  function addPlain(text: string): boolean {
    const { length } = text;
    if (length > maxShort) return false;
    reserve(length + 2);
    const target = buffer;
    const from = at + 1;
    let before = 0;
    for (let index = 0; index < length; index++) {
      const code = text.charCodeAt(index);
      // `request_` and `auth_` may begin a counted word.
      if (code > 127 || plain[code] === 0 || (code === underscore && isEndOfCounted(before))) return false;
      before = target[from + index] = code;
    }
    target[from - 1] = quote;
    target[from + length] = quote;
    at = from + length + 1;
    return true;
  }

  /** Adds a key as it is, and its value. */
  function addMember(separator: number, key: string, value: unknown): void {
    reserve(2);
    buffer[at++] = separator;
    buffer[at++] = quote;
    addAscii(key);
    addAscii('":');
    if (typeof value === "number" && Number.isFinite(value)) addAscii(String(value));
    else if (typeof value !== "string") addText(renderJsonValue(value));
    else if (!addPlain(value)) addText(key === "event" ? renderEventName(value) : renderJsonValue(value));
  }

  function copyMembers(): void {
    const size = copyTo - copyFrom;
    reserve(size);
    if (size > maxShortRun) buffer.copyWithin(at, copyFrom, copyTo);
    else for (let index = 0; index < size; index++) buffer[at + index] = buffer[copyFrom + index]!;
    at += size;
    copyFrom = copyTo;
  }

  /** Adds the member of this index, or leaves it to be copied. */
  function addOrCopy(index: number, key: string, value: unknown): void {
    const lastSize = index < sizes.length ? sizes[index]! : 0;
    if (values[index] === value && keys[index] === key) {
      copyTo += lastSize;
      return;
    }
    copyMembers();
    copyFrom = copyTo += lastSize;
    const from = at - start;
    addMember(index === 0 ? openBrace : comma, key, value);
    keys[index] = key;
    values[index] = value;
    sizes[index] = at - start - from;
  }

  return {
    add(event, before = "", embedded = "") {
      last = copyFrom = copyTo = start;
      start = at;
      addOrCopy(0, "timestamp", event.timestamp);
      addOrCopy(1, "level", event.level);
      addOrCopy(2, "event", event.event);
      let members = 3;
      for (const key of Object.keys(event)) {
        const value = event[key as keyof LogEvent];
        if (value === undefined || key === "timestamp" || key === "level" || key === "event") continue;
        addOrCopy(members++, key, value);
      }
      copyMembers();
      if (keys.length > members) keys.length = values.length = sizes.length = members;
      if (typeof embedded === "string") addText(before + embedded);
      else {
        addAscii(before);
        reserve(embedded.length);
        buffer.set(embedded, at);
        at += embedded.length;
      }
      reserve(2);
      buffer[at++] = closeBrace;
      buffer[at++] = lineFeed;
      return { buffer, start, end: at };
    },
  };
}

/** Whether a letter is the last one of `request` or `auth`, in any case. */
function isEndOfCounted(letter: number): boolean {
  return (letter | 0x20) === 0x74 || (letter | 0x20) === 0x68;
}
