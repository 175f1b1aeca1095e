import { errorFieldTypes, eventFieldTypes, type FieldType } from "../../src/logging/event-types.ts";
import type { EventColumns, TextColumn } from "../../src/analytics/event-columns.ts";
import { logLevels } from "../../src/logging/log-event.ts";
import { textColumns } from "../../src/store/columns/column-builder.ts";
import { asciiText, decimal } from "../../src/store/columns/ascii-values.ts";
import { createTimeReader } from "./time-reader.ts";
import { valueEnd } from "./value-end.ts";

/** Scans log lines in place, and holds the column values of the last one as offsets into its bytes. */
export interface LineScanner {
  /** Milliseconds since the epoch. */
  timeMs: number;
  /** NaN where there is none. */
  durationMs: number;
  seq: number;
  requestHash: number;
  /** Offset (0 where there is none), end and hash of level, event, service, operation, error type and session, in this order. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly hashes: Int32Array;
  /**
   * Scans the line that begins at an offset.
   *
   * Accepts only a complete event of ours in valid UTF-8.
   *
   * @returns the offset after the closing brace, or -1
   */
  scan(bytes: Uint8Array, start: number): number;
  /** Whether the line that was just accepted is of a call and names no service. */
  isNamelessCall(bytes: Uint8Array): boolean;
}

const [level, event, service, operation, errorType, session, request] = [0, 1, 2, 3, 4, 5, 6] as const;
const [timestamp, message, seq, duration, error] = [7, 8, 9, 10, 11] as const;
/** The fields whose values are read; of the other known ones only the type is checked. */
const readFields = new Map<string, number>([
  ["level", level],
  ["event", event],
  ["service", service],
  ["operation", operation],
  ["session_id", session],
  ["request_id", request],
  ["timestamp", timestamp],
  ["message", message],
  ["seq", seq],
  ["duration_ms", duration],
  ["error", error],
]);
const encoder = new TextEncoder();
const notRead = -1;

/** A known key as it follows its opening quote. */
interface Key {
  letters: Uint8Array;
  field: number;
  type: FieldType;
}

/** Known keys by their first four bytes. */
function keysByStart(types: Record<string, FieldType>, fields: Map<string, number>): Map<number, Key[]> {
  const byStart = new Map<number, Key[]>();
  for (const [name, type] of Object.entries(types)) {
    const letters = encoder.encode(`${name}":`);
    const start = wordAt(letters, 0);
    byStart.set(start, [...(byStart.get(start) ?? []), { letters, field: fields.get(name) ?? notRead, type }]);
  }
  return byStart;
}

/** How events of calls begin. */
const callEvent = encoder.encode("request_");
const eventKeys = keysByStart(eventFieldTypes, readFields);
const errorKeys = keysByStart(errorFieldTypes, new Map([["error_type", errorType]]));
/** Levels by their first letters, which are distinct. */
const levels: Uint8Array[] = [];
for (const name of logLevels) levels[name.charCodeAt(0)] = encoder.encode(`${name}"`);

const quote = 0x22;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const colon = 0x3a;
const comma = 0x2c;
/** Bytes of a time with its quotes. */
const timeBytes = 26;
/** Fields that every event of ours has. */
const needed = [level, event, session, timestamp, message, seq].reduce((bits: number, field) => bits | (1 << field), 0);

/** Creates the scanner of versions that sealed ten columns a segment: the peer of `columns-at-import`. */
export function createTenColumnsScanner(): LineScanner {
  const starts = new Int32Array(7);
  const ends = new Int32Array(7);
  const hashes = new Int32Array(7);
  const timeOf = createTimeReader();
  /** Bit sets: the fields whose key was seen, and those whose value has the expected type. */
  let seen = 0;
  let read = 0;

  /** Scans all keys and values; returns the offset after the closing brace, or -1. */
  function scanFields(bytes: Uint8Array, start: number): number {
    if (bytes[start] !== openBrace) return -1;
    for (let at = start + 1; ; at++) {
      if (bytes[at] !== quote) return -1;
      const key = keyAt(bytes, at + 1, eventKeys);
      at = key === undefined ? unknownEnd(bytes, at + 1, 1) : knownEnd(bytes, at + 1 + key.letters.length, key);
      if (at < 0) return -1;
      if (bytes[at] === closeBrace) return at + 1;
      if (bytes[at] !== comma) return -1;
    }
  }

  /** Scans the value of a known key, which may come once; returns the offset after it, or -1. */
  function knownEnd(bytes: Uint8Array, start: number, { field, type }: Key): number {
    const first = bytes[start]!;
    if (!mayBegin(first, type)) return -1;
    if (field !== notRead) {
      if ((seen & (1 << field)) !== 0) return -1;
      seen |= 1 << field;
    }
    if (field === notRead || field === message) {
      read |= field === message ? 1 << message : 0;
      return valueEnd(bytes, start);
    }
    if (field <= request) return scanText(bytes, start + 1, field);
    if (field === error) return scanError(bytes, start);
    if (field === timestamp) {
      scanner.timeMs = timeOf(bytes, start);
      read |= 1 << timestamp;
      return scanner.timeMs === scanner.timeMs ? start + timeBytes : -1;
    }
    const end = valueEnd(bytes, start);
    const number = end < 0 ? NaN : decimal(bytes, start, end);
    read |= 1 << field;
    if (field === seq) scanner.seq = number;
    else scanner.durationMs = number;
    return number === number ? end : -1;
  }

  /** Scans an ASCII text without escapes and records its range and its hash, as of `hashRequestId`. */
  function scanText(bytes: Uint8Array, start: number, field: number): number {
    let hash = 0x811c9dc5;
    let at = start;
    for (; bytes[at] !== quote; at++) {
      const byte = bytes[at]!;
      if (!isPlain(byte)) return -1;
      hash = Math.imul(hash ^ byte, 0x01000193);
    }
    starts[field] = start;
    ends[field] = at;
    hashes[field] = hash >>> 1 || 1;
    read |= 1 << field;
    return at + 1;
  }

  function scanError(bytes: Uint8Array, start: number): number {
    if (bytes[start + 1] === closeBrace) return start + 2;
    for (let at = start + 1; ; at++) {
      if (bytes[at] !== quote) return -1;
      const key = keyAt(bytes, at + 1, errorKeys);
      at = key === undefined ? unknownEnd(bytes, at + 1, 2) : knownEnd(bytes, at + 1 + key.letters.length, key);
      if (at < 0) return -1;
      if (bytes[at] === closeBrace) return at + 1;
      if (bytes[at] !== comma) return -1;
    }
  }

  const scanner: LineScanner = {
    timeMs: NaN,
    durationMs: NaN,
    seq: NaN,
    requestHash: 0,
    starts,
    ends,
    hashes,
    scan(bytes, start) {
      seen = 0;
      read = 0;
      scanner.durationMs = NaN;
      const end = scanFields(bytes, start);
      if (end < 0 || (read & needed) !== needed) return -1;
      const like = levels[bytes[starts[level]!]!];
      if (like === undefined || !holds(bytes, starts[level]!, like)) return -1;
      for (let field = 0; field <= request; field++) if ((read & (1 << field)) === 0) starts[field] = 0;
      scanner.requestHash = starts[request] === 0 ? 0 : hashes[request]!;
      return end;
    },
    isNamelessCall: (bytes) => starts[service] === 0 && holds(bytes, starts[event]!, callEvent),
  };
  return scanner;
}

function keyAt(bytes: Uint8Array, at: number, keys: Map<number, Key[]>): Key | undefined {
  for (const key of keys.get(wordAt(bytes, at)) ?? []) if (holds(bytes, at, key.letters)) return key;
  return undefined;
}

/** End of the value of a key that is not known, from the key's first letter; -1 for anything unusual. */
function unknownEnd(bytes: Uint8Array, at: number, depth: number): number {
  const keyEnd = nameEnd(bytes, at);
  return keyEnd < 0 || bytes[keyEnd + 1] !== colon ? -1 : valueEnd(bytes, keyEnd + 2, depth);
}

/** Whether a value with this first byte may have a type. */
function mayBegin(first: number, type: FieldType): boolean {
  switch (type) {
    case "text":
      return first === quote;
    case "number":
      return isNumber(first);
    case "boolean":
      return first === 0x74 || first === 0x66; // true, false
    case "text or null":
      return first === quote || first === 0x6e; // null
    default:
      return first === openBrace;
  }
}

/** Ten columns that scanned lines can be added to. */
export function createTenColumns() {
  const timeMs: number[] = [];
  const durationMs: number[] = [];
  const lineBytes: number[] = [];
  const requestHash: number[] = [];
  const texts = textColumns.map(createTextBuilder);
  return {
    add(scanned: LineScanner, bytes: Uint8Array, size: number): void {
      timeMs.push(scanned.timeMs);
      durationMs.push(scanned.durationMs);
      lineBytes.push(size);
      requestHash.push(scanned.requestHash);
      for (let index = 0; index < texts.length; index++) {
        texts[index]!.add(bytes, scanned.starts[index]!, scanned.ends[index]!, scanned.hashes[index]!);
      }
    },
    finish(): EventColumns {
      const { length } = timeMs;
      const [level, event, service, operation, errorType, session] = texts as [Text, Text, Text, Text, Text, Text];
      const numbers = { firstPosition: 0, length, timeMs, durationMs, lineBytes, requestHash };
      const imported = { file: new Uint16Array(length), rendered: new Uint8Array(length) };
      return { ...numbers, level, event, service, operation, errorType, session, ...imported };
    },
  };
}

type Text = ReturnType<typeof createTextBuilder>;

function createTextBuilder() {
  const values: string[] = [];
  const codes: number[] = [];
  const codeOfHash = new Map<number, number>();
  const letters: Uint8Array[] = [];
  const column: TextColumn = { values, codes };
  return {
    ...column,
    add(bytes: Uint8Array, start: number, end: number, hash: number): void {
      if (start === 0) return void codes.push(0);
      // V8 allocates numbers of more than 30 bits.
      const short = hash & 0x3fff_ffff;
      const known = codeOfHash.get(short);
      // Two texts may have the same hash.
      if (known !== undefined && isSame(bytes, start, end, letters[known]!)) return void codes.push(known);
      const code = values.push(asciiText(bytes, start, end));
      codeOfHash.set(short, code);
      letters[code] = bytes.slice(start, end);
      codes.push(code);
    },
  };
}

function isSame(bytes: Uint8Array, start: number, end: number, letters: Uint8Array): boolean {
  return letters.length === end - start && holds(bytes, start, letters);
}

/** Four bytes as one number. */
function wordAt(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}

function holds(bytes: Uint8Array, start: number, letters: Uint8Array): boolean {
  for (let at = 0; at < letters.length; at++) if (bytes[start + at] !== letters[at]) return false;
  return true;
}

/** Closing quote of an ASCII key without escapes, or -1. */
function nameEnd(bytes: Uint8Array, from: number): number {
  for (let at = from; ; at++) {
    const byte = bytes[at]!;
    if (byte === quote) return at;
    if (!isPlain(byte)) return -1;
  }
}

function isPlain(byte: number): boolean {
  return byte >= 0x20 && byte < 0x80 && byte !== 0x5c;
}

function isNumber(first: number): boolean {
  return first === 0x2d || (first >= 0x30 && first <= 0x39);
}
