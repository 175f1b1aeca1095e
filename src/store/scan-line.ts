import { logLevels } from "../logging/log-event.ts";
import { createTimeReader, decimal, hashAscii } from "./ascii-values.ts";
import { valueEnd } from "./json-bytes.ts";

/** What the columns keep of a line, as it lies in the bytes of the line. */
export interface LineScanner {
  /** Milliseconds since the epoch. */
  timeMs: number;
  /** NaN where there is none. */
  durationMs: number;
  requestHash: number;
  /** Where each text lies, of level, event, service, operation, error type and session, in this order: its offset, or 0 where there is none; its end; its hash. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly hashes: Int32Array;
  /**
   * Reads the event whose line begins at an offset.
   *
   * Only what `parseLine` would leave as it is counts: one of our own events, complete and in valid UTF-8. Anything else,
   * and anything unusual (an escape in a name, a key that comes twice), is left to `parseLine`.
   *
   * @returns the offset after the closing brace, or -1
   */
  scan(bytes: Uint8Array, start: number): number;
}

const [level, event, service, operation, errorType, session] = [0, 1, 2, 3, 4, 5];
const [request, timestamp, message, seq, duration, error] = [6, 7, 8, 9, 10, 11];
const places = new Map([
  ["level", level!],
  ["event", event!],
  ["service", service!],
  ["operation", operation!],
  ["session_id", session!],
  ["request_id", request!],
  ["timestamp", timestamp!],
  ["message", message!],
  ["seq", seq!],
  ["duration_ms", duration!],
  ["error", error!],
]);
const keys = [...places].map(([name, place]) => ({ letters: new TextEncoder().encode(name), place }));
/** Keys by length and first letter. */
const keysLike: (typeof keys)[] = Array.from({ length: 32 * 16 }, () => []);
for (const key of keys) keysLike[likeness(key.letters[0]!, key.letters.length)]!.push(key);
const errorTypeKey = new TextEncoder().encode("error_type");
/** Levels by first letter: no two begin alike. */
const levels = new Map(
  logLevels.map((name) => {
    const letters = new TextEncoder().encode(name);
    return [letters[0], letters];
  }),
);

const quote = 0x22;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const colon = 0x3a;
const comma = 0x2c;

export function createLineScanner(): LineScanner {
  const starts = new Int32Array(12);
  const ends = new Int32Array(12);
  const hashes = new Int32Array(12);
  const timeOf = createTimeReader();

  /** Where a key's value begins and ends; false when the key came before. */
  function note(place: number, start: number, end: number): boolean {
    if (starts[place] !== 0) return false;
    starts[place] = start;
    ends[place] = end;
    return true;
  }

  /** All of the keys and values; the offset after the brace, or -1. */
  function scanFields(bytes: Uint8Array, start: number): number {
    if (bytes[start] !== openBrace) return -1;
    for (let at = start + 1; ; at++) {
      if (bytes[at] !== quote) return -1;
      const keyStart = at + 1;
      const keyEnd = nameEnd(bytes, keyStart);
      if (keyEnd < 0 || bytes[keyEnd + 1] !== colon) return -1;
      const place = placeOf(bytes, keyStart, keyEnd);
      const valueStart = keyEnd + 2;
      at =
        place === error && bytes[valueStart] === openBrace ? scanError(bytes, valueStart) : valueEnd(bytes, valueStart);
      if (at < 0) return -1;
      if (place >= 0 && !note(place, valueStart, at)) return -1;
      if (bytes[at] === closeBrace) return at + 1;
      if (bytes[at] !== comma) return -1;
    }
  }

  function scanError(bytes: Uint8Array, start: number): number {
    if (bytes[start + 1] === closeBrace) return start + 2;
    for (let at = start + 1; ; at++) {
      if (bytes[at] !== quote) return -1;
      const keyStart = at + 1;
      const keyEnd = nameEnd(bytes, keyStart);
      if (keyEnd < 0 || bytes[keyEnd + 1] !== colon) return -1;
      at = valueEnd(bytes, keyEnd + 2, 2);
      if (at < 0) return -1;
      if (isName(bytes, keyStart, keyEnd, errorTypeKey) && !note(errorType!, keyEnd + 2, at)) return -1;
      if (bytes[at] === closeBrace) return at + 1;
      if (bytes[at] !== comma) return -1;
    }
  }

  /** Leaves of each place only what is a text, without its quotes. */
  function readTexts(bytes: Uint8Array): boolean {
    for (let place = 0; place <= request!; place++) {
      const start = starts[place]!;
      if (start === 0) continue;
      if (bytes[start] !== quote) {
        starts[place] = 0;
        continue;
      }
      starts[place] = start + 1;
      ends[place]!--;
      const hash = hashAscii(bytes, start + 1, ends[place]!);
      if (hash < 0) return false;
      hashes[place] = hash;
    }
    return true;
  }

  const scanner: LineScanner = {
    timeMs: NaN,
    durationMs: NaN,
    requestHash: 0,
    starts,
    ends,
    hashes,
    scan(bytes, start) {
      starts.fill(0);
      const end = scanFields(bytes, start);
      if (end < 0) return -1;
      const numbered = starts[seq!] !== 0 && isNumber(bytes[starts[seq!]!]!);
      if (!numbered || starts[message!] === 0 || bytes[starts[message!]!] !== quote) return -1;
      if (starts[timestamp!] === 0 || ends[timestamp!]! - starts[timestamp!]! !== 26) return -1;
      scanner.timeMs = timeOf(bytes, starts[timestamp!]!);
      if (scanner.timeMs !== scanner.timeMs || !readTexts(bytes)) return -1;
      if (starts[event!] === 0 || starts[session!] === 0 || starts[level!] === 0) return -1;
      const levelLike = levels.get(bytes[starts[level!]!]);
      if (levelLike === undefined || !isName(bytes, starts[level!]!, ends[level!]!, levelLike)) return -1;
      scanner.requestHash = starts[request!] === 0 ? 0 : hashes[request!]!;
      scanner.durationMs = NaN;
      const taken = starts[duration!]!;
      if (taken === 0 || !isNumber(bytes[taken]!)) return end;
      scanner.durationMs = decimal(bytes, taken, ends[duration!]!);
      return scanner.durationMs === scanner.durationMs ? end : -1;
    },
  };
  return scanner;
}

/** Closing quote of a key of ASCII without escapes, or -1. */
function nameEnd(bytes: Uint8Array, from: number): number {
  for (let at = from; ; at++) {
    const byte = bytes[at]!;
    if (byte === quote) return at;
    if (!(byte >= 0x20 && byte < 0x80 && byte !== 0x5c)) return -1;
  }
}

function likeness(firstLetter: number, length: number): number {
  return (firstLetter & 31) * 16 + length;
}

/** Place of a known key, or -1. */
function placeOf(bytes: Uint8Array, start: number, end: number): number {
  if (end === start || end - start > 15) return -1;
  for (const { letters, place } of keysLike[likeness(bytes[start]!, end - start)]!)
    if (isName(bytes, start, end, letters)) return place;
  return -1;
}

function isName(bytes: Uint8Array, start: number, end: number, letters: Uint8Array): boolean {
  if (end - start !== letters.length) return false;
  for (let at = 0; at < letters.length; at++) if (bytes[start + at] !== letters[at]) return false;
  return true;
}

function isNumber(first: number): boolean {
  return first === 0x2d || (first >= 0x30 && first <= 0x39);
}
