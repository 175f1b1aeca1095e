import { renderEventName, renderJsonValue } from "../../logging/render-line.ts";

/**
 * Writes lines into buffers of about half a megabyte, so that neighbours can be stored as one piece. Neighbours say much the same:
 * members that the line before has at the same place are copied from it.
 */
export interface LineWriter {
  buffer: Uint8Array;
  /** Where the line that is being written begins, and where the next byte goes. */
  start: number;
  end: number;
  /** Where the line before begins, and what its brace and its time take. */
  last: number;
  timeSize: number;
  /** The members of the line before; those of the line that is being written as far as it is. */
  readonly members: Member[];
  /** How many of them it has so far. */
  count: number;
  /** The members of the line before that are still to be copied stand between these two. */
  copyFrom: number;
  copyTo: number;
}

/** A member of a line. */
interface Member {
  key: string;
  value: unknown;
  /** Bytes of the comma, the key and the colon; and those of the value. */
  headSize: number;
  valueSize: number;
}

/** Chromium finds memory for it that was used before; for a megabyte it asks the system each time. */
const bufferBytes = 512 * 1024;
/** Most bytes of one UTF-16 unit in UTF-8. */
const bytesPerUnit = 3;
/** Longest text whose letters are looked at one by one, which costs less than an encoder up to here. */
const maxShort = 64;
/** Longest run of bytes that is copied one by one. */
const maxShortRun = 16;

/** All numbers of three digits. */
const threeDigits = Array.from({ length: 1000 }, (_, number) => String(number).padStart(3, "0"));
/** The same behind a point, without zeros at the end. */
const decimals = threeDigits.map((digits) => `.${digits.replace(/0+$/, "")}`);

const encoder = new TextEncoder();
const quote = 0x22;
const underscore = 0x5f;
const closeBrace = 0x7d;
const lineFeed = 10;

/** 1 for ASCII that stands for itself in a text. */
const plain = new Uint8Array(128).fill(1, 0x20, 0x7f);
plain[quote] = plain[0x5c] = 0;

/** Creates a writer without lines. */
export function createLineWriter(): LineWriter {
  return {
    buffer: new Uint8Array(0),
    start: 0,
    end: 0,
    last: 0,
    timeSize: 0,
    members: [],
    count: 0,
    copyFrom: 0,
    copyTo: 0,
  };
}

/** Begins a line with its time, in milliseconds since the epoch. */
export function beginLine(line: LineWriter, timeMs: number): void {
  line.last = line.start;
  line.copyFrom = line.copyTo = line.start + line.timeSize;
  line.start = line.end;
  line.count = 0;
  const head = headOf(timeMs);
  reserve(line, head.length);
  line.buffer.set(head, line.end);
  line.timeSize = head.length;
  line.end += head.length;
}

let second = NaN;
let head = new Uint8Array(0);

/** The beginning of a line of this time; lines of one second differ in three digits. */
function headOf(timeMs: number): Uint8Array {
  const millis = timeMs - Math.floor(timeMs / 1000) * 1000;
  if (timeMs - millis !== second) {
    second = timeMs - millis;
    head = encoder.encode(`{"timestamp":"${new Date(timeMs).toISOString()}"`);
  }
  const at = head.length - 5;
  head[at] = 0x30 + Math.floor(millis / 100);
  head[at + 1] = 0x30 + (Math.floor(millis / 10) % 10);
  head[at + 2] = 0x30 + (millis % 10);
  return head;
}

/** Writes a member as `renderJsonLine` does; none where there is no value. @param key of ASCII, without anything to escape */
export function writeMember(line: LineWriter, key: string, value: unknown): void {
  if (value === undefined) return;
  const member = nextMember(line);
  if (member.key === key && member.value === value) {
    line.copyTo += member.headSize + member.valueSize;
    return;
  }
  writeHead(line, member, key);
  const before = line.end - line.start;
  writeValue(line, key, value);
  member.value = value;
  member.valueSize = line.end - line.start - before;
}

function nextMember(line: LineWriter): Member {
  const { members, count } = line;
  line.count = count + 1;
  if (count === members.length) members.push({ key: "", value: undefined, headSize: 0, valueSize: 0 });
  return members[count]!;
}

/** Writes what stands before a value that is another one than in the line before. */
function writeHead(line: LineWriter, member: Member, key: string): void {
  const { headSize, valueSize } = member;
  if (member.key === key) {
    line.copyTo += headSize;
    copyMembers(line);
    line.copyFrom = line.copyTo += valueSize;
    return;
  }
  copyMembers(line);
  line.copyFrom = line.copyTo += headSize + valueSize;
  const head = `,"${key}":`;
  writeAscii(line, head);
  member.key = key;
  member.headSize = head.length;
}

/**
 * Ends a line, with its line feed. It stands from `start` to `end` of `buffer`, which is never written over.
 *
 * @param before a text before its closing brace; of ASCII where bytes follow
 * @param embedded what follows it: another text, or bytes as they are
 */
export function endLine(line: LineWriter, before = "", embedded: string | Uint8Array = ""): void {
  copyMembers(line);
  if (line.members.length > line.count) line.members.length = line.count;
  if (typeof embedded === "string") writeText(line, before + embedded);
  else {
    writeAscii(line, before);
    reserve(line, embedded.length);
    line.buffer.set(embedded, line.end);
    line.end += embedded.length;
  }
  reserve(line, 2);
  line.buffer[line.end++] = closeBrace;
  line.buffer[line.end++] = lineFeed;
}

/** Makes room for some bytes. A line that does not fit moves to another buffer, together with the line before. */
function reserve(line: LineWriter, bytes: number): void {
  const { buffer, end, last } = line;
  if (buffer.length - end >= bytes) return;
  const moved = buffer.subarray(last, end);
  line.buffer = new Uint8Array(Math.max(bufferBytes, 2 * (moved.length + bytes)));
  line.buffer.set(moved);
  line.end -= last;
  line.start -= last;
  line.copyFrom -= last;
  line.copyTo -= last;
  line.last = 0;
}

function copyMembers(line: LineWriter): void {
  const { copyFrom, copyTo } = line;
  const size = copyTo - copyFrom;
  if (size === 0) return;
  reserve(line, size);
  const { buffer, end, copyFrom: from } = line;
  if (size > maxShortRun) buffer.copyWithin(end, from, from + size);
  else for (let index = 0; index < size; index++) buffer[end + index] = buffer[from + index]!;
  line.end = end + size;
  line.copyFrom = line.copyTo;
}

function writeValue(line: LineWriter, key: string, value: unknown): void {
  if (typeof value === "number" && Number.isFinite(value)) writeNumber(line, value);
  else if (typeof value !== "string") writeText(line, renderJsonValue(value));
  else if (!writePlain(line, value)) writeText(line, key === "event" ? renderEventName(value) : renderJsonValue(value));
}

function writeText(line: LineWriter, text: string): void {
  reserve(line, text.length * bytesPerUnit);
  line.end += encoder.encodeInto(text, line.buffer.subarray(line.end)).written;
}

function writeAscii(line: LineWriter, text: string): void {
  const { length } = text;
  reserve(line, length);
  const { buffer, end } = line;
  for (let index = 0; index < length; index++) buffer[end + index] = text.charCodeAt(index);
  line.end = end + length;
}

/** Writes a number as `String` does: one with up to three decimals without making a text. */
function writeNumber(line: LineWriter, value: number): void {
  const thousandths = Math.round(value * 1000);
  if (!(value >= 0 && value < 1e9) || thousandths / 1000 !== value) return writeAscii(line, String(value));
  const whole = Math.floor(value);
  let digits = 1;
  for (let left = whole; left >= 10; left = (left / 10) | 0) digits++;
  reserve(line, digits);
  const { buffer } = line;
  let at = (line.end += digits);
  for (let left = whole; digits > 0; digits--, left = (left / 10) | 0) buffer[--at] = 0x30 + (left % 10);
  if (whole !== value) writeAscii(line, decimals[thousandths - whole * 1000]!);
}

/** Writes a short text in quotes where it is spelled as it is; returns whether it did. */
function writePlain(line: LineWriter, text: string): boolean {
  const { length } = text;
  if (length > maxShort) return false;
  reserve(line, length + 2);
  const { buffer } = line;
  const from = line.end + 1;
  let before = 0;
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index);
    // `request_` and `auth_` may begin a counted word.
    if (code > 127 || plain[code] === 0 || (code === underscore && isEndOfCounted(before))) return false;
    before = buffer[from + index] = code;
  }
  buffer[from - 1] = quote;
  buffer[from + length] = quote;
  line.end = from + length + 1;
  return true;
}

/** Whether a letter is the last one of `request` or `auth`, in any case. */
function isEndOfCounted(letter: number): boolean {
  return (letter | 0x20) === 0x74 || (letter | 0x20) === 0x68;
}
