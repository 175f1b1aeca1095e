import { maxRecordBytes, maxTextBytes, type FileRecord } from "./file-record.ts";
import { createJsonTracker, type JsonProgress } from "./json-tracker.ts";
import { createOpenRecord } from "./open-record.ts";
import { isSpace, recordSeparator, skipBlank, skipMarks, skipSpace } from "./skip-blank.ts";
import type { LinePiece } from "./split-lines.ts";

/** Who gets what a splitter finds, in the order of the file. */
export interface RecordSink {
  /**
   * A line that `scan` has just accepted: the last call of `scan` was for it.
   *
   * @param start offset of its opening brace in `buffer`
   * @param end offset after its closing brace
   */
  own(buffer: Uint8Array, start: number, end: number, number: number): void;
  /** Anything else. Its bytes may be a view of the buffer. */
  record(record: FileRecord): void;
}

/** What a splitter needs to know of lines. */
export interface RecordRules {
  /** Scans a line of our own in place, as of `OwnLines`; returns the offset after it, or -1. Absent: none is ours. */
  scan?: (bytes: Uint8Array, start: number) => number;
  /**
   * Takes an object of another program in place, behind which its line ends; returns the offset after it, or -1. Absent: none
   * is.
   */
  inPlace?: (bytes: Uint8Array, start: number, number: number) => number;
  /** Whether a line of text has a head of its own; gets at most its first 4 kB. */
  startsRecord(line: string): boolean;
  /** Whether any line of the file has a head; if none has, each line that is not indented is a record of its own. */
  heads: boolean;
  /** Decodes bytes of whole characters. `bytes` are those of the file, when the decoder got others. */
  decode(bytes: Uint8Array): { text: string; exact: boolean; bytes?: Uint8Array };
}

/** Splits lines into records. */
export interface RecordSplitter {
  push(piece: LinePiece): void;
  /** Hands over the last record. */
  end(): void;
}

/** Most lines of a text record, and its size in bytes after which no further line is added. */
const maxTextLines = 1000;
const maxHeadBytes = 4096;

const headDecoder = new TextDecoder();

const lineFeed = 10;
const carriageReturn = 13;
const comma = 0x2c;
const openBrace = 0x7b;
const openBracket = 0x5b;
const closeBracket = 0x5d;

/**
 * Creates a splitter for one file. A record is a JSON value, whether alone in its line, glued to the one before, printed
 * over several lines, an element of an array or an item of RFC 7464; or a line with a head of its own and the lines without
 * one below it, at most 1,000 lines and about 1 MB. Lines without a head that follow nothing are a record of their own.
 *
 * Byte order marks, NULs and record separators before a line, blank lines, and what stands between JSON values (white
 * space, commas, the brackets of an array) belong to no record. Time and memory are bounded for any input: each byte is
 * looked at a fixed number of times.
 */
export function createRecordSplitter(rules: RecordRules, sink: RecordSink): RecordSplitter {
  const { scan, inPlace, startsRecord, decode } = rules;
  const tracker = createJsonTracker();
  let { heads } = rules;
  const open = createOpenRecord();
  /** Inside of an array whose elements are records. */
  let inArray = false;
  let buffer: Uint8Array = new Uint8Array(0);
  let number = 1;
  let lineEnded = false;
  /** Values of this line were read already. */
  let afterValues = false;
  /** Where a line was scanned last, and the result. */
  let scannedAt = -1;
  let scannedEnd = -1;
  /** The line before was none of ours. */
  let isOther = false;

  function close(cut = false): void {
    const { state } = open;
    if (state === "none") return;
    open.state = "none";
    emit(open.bytes(buffer), open.number, open.length, cut && state !== "tail");
  }

  function emit(bytes: Uint8Array, first: number, length: number, cut: boolean): void {
    if (length === 0) return;
    const long = length > maxTextBytes;
    const decoded = decode(long ? wholeCharacters(bytes.subarray(0, maxTextBytes)) : bytes);
    const whole = long ? decode(length > maxRecordBytes ? wholeCharacters(bytes) : bytes) : decoded;
    sink.record({
      bytes: whole.bytes ?? bytes,
      text: decoded.text,
      number: first,
      exact: whole.exact,
      ...(long && { fullBytes: length > maxRecordBytes ? length : (whole.bytes ?? bytes).length }),
      ...(cut && { cut }),
    });
  }

  /** Whether a line of text has a head. */
  function hasHead(from: number, lineEnd: number): boolean {
    if (isSpace(buffer[from]!)) return false;
    // Heads are ASCII in every encoding.
    return startsRecord(headDecoder.decode(buffer.subarray(from, Math.min(lineEnd, from + maxHeadBytes))));
  }

  /** Takes a line, or its first piece. `whole`: it is all there. */
  function beginLine(start: number, lineEnd: number, whole: boolean): void {
    const from = skipMarks(buffer, start, lineEnd);
    if (open.state === "json" && continuesJson(start, from, lineEnd, whole)) return;
    if (open.state === "text" && continuesText(start, from, lineEnd)) return;
    close();
    const first = skipBlank(buffer, from, lineEnd);
    if (first === lineEnd) return;
    if (isArrayStart(first, lineEnd)) {
      inArray = true;
      values(first + 1, lineEnd, whole);
    } else if (inArray || isObjectStart(first, lineEnd)) values(first, lineEnd, whole);
    else beginText(first, lineEnd, hasHead(first, lineEnd));
  }

  function beginText(from: number, lineEnd: number, headed: boolean): void {
    heads ||= headed;
    inArray = false;
    open.begin(number, from, "text", headed);
    open.include(lineEnd);
  }

  /** Adds a line to the text above, unless it begins a record. */
  function continuesText(start: number, from: number, lineEnd: number): boolean {
    const blank = skipSpace(buffer, from, lineEnd) === lineEnd;
    if (blank) return true;
    if (open.lines >= maxTextLines || open.length >= maxTextBytes) return false;
    if (beginsItem(start, from) || isObjectStart(from, lineEnd)) return false;
    if (!heads && !open.headed && !isSpace(buffer[from]!)) return false;
    if (hasHead(from, lineEnd)) return false;
    open.include(lineEnd);
    return true;
  }

  /** Follows the value that is printed over several lines, unless this line shows that it was cut. */
  function continuesJson(start: number, from: number, lineEnd: number, whole: boolean): boolean {
    if (beginsItem(start, from)) return false;
    if (buffer[from] === openBrace) {
      // Nobody breaks a line between a key and its object, and a line of ours is none of its elements.
      if (!tracker.inArray || (whole && scan !== undefined && scan(buffer, from) >= 0)) return false;
    }
    const progress = tracker.follow(buffer, start, lineEnd);
    if (progress === "broken" && hasHead(from, lineEnd)) return false;
    if (proceed(progress, lineEnd)) finishTail(tracker.at, lineEnd, whole);
    return true;
  }

  /** Whether a record separator stands before the line. */
  function beginsItem(start: number, from: number): boolean {
    return from > start && buffer.subarray(start, from).includes(recordSeparator);
  }

  /** Includes what was followed of a value; returns whether it is complete. */
  function proceed(progress: JsonProgress, lineEnd: number): boolean {
    const complete = progress === "complete";
    if (complete) open.state = "tail";
    open.include(complete ? tracker.at : lineEnd);
    if (progress === "broken") becomeText();
    return complete;
  }

  /** Gives up the value that was being read: it ends where the next record begins. */
  function becomeText(): void {
    open.state = "text";
    open.headed = true;
    inArray = false;
  }

  /** Whether an object of JSON may begin here; Python's and those of gRPC have no quote after the brace. */
  function isObjectStart(at: number, lineEnd: number): boolean {
    if (buffer[at] !== openBrace) return false;
    const next = skipSpace(buffer, at + 1, lineEnd);
    return next === lineEnd || buffer[next] === 0x22 || buffer[next] === 0x7d;
  }

  function isArrayStart(at: number, lineEnd: number): boolean {
    if (inArray || buffer[at] !== openBracket) return false;
    const next = skipSpace(buffer, at + 1, lineEnd);
    return (
      next === lineEnd || buffer[next] === openBrace || buffer[next] === openBracket || buffer[next] === closeBracket
    );
  }

  /** Reads the values of a line from an offset on. */
  function values(from: number, lineEnd: number, whole: boolean): void {
    // Only a whole line is tried: trying the rest of it after each value would take square time.
    let untried = whole && !inArray && !afterValues;
    afterValues = true;
    for (let at = from; ;) {
      at = skipBetween(at, lineEnd);
      if (at === lineEnd) return;
      const isObject = buffer[at] === openBrace;
      if (!isObject && !inArray) return beginText(at, lineEnd, true);
      heads = true;
      if (isObject && whole) {
        const end = at === scannedAt ? scannedEnd : (scan?.(buffer, at) ?? -1);
        if (end >= 0 && endsWell(end, lineEnd)) {
          sink.own(buffer, at, end, number);
          at = end;
          continue;
        }
        if (untried && parseWhole(at, lineEnd)) return;
        untried = false;
      }
      open.begin(number, at, "json", true);
      tracker.begin();
      if (!proceed(tracker.follow(buffer, at, lineEnd), lineEnd)) return;
      at = tracker.at;
      if (skipBlank(buffer, at, lineEnd) === lineEnd || !endsWell(at, lineEnd)) return finishTail(at, lineEnd, whole);
      close();
    }
  }

  /** Reads what follows a value in its line: more values, or a text that the value is part of. */
  function finishTail(at: number, lineEnd: number, whole: boolean): void {
    if (skipBlank(buffer, at, lineEnd) === lineEnd) {
      // In a long line the next piece may go on with it.
      if (whole) close();
    } else if (endsWell(at, lineEnd)) {
      close();
      values(at, lineEnd, whole);
    } else {
      open.include(lineEnd);
      becomeText();
    }
  }

  /** Whether only another value, or nothing, follows a value in its line. */
  function endsWell(at: number, lineEnd: number): boolean {
    const next = skipBlank(buffer, at, lineEnd);
    if (next === lineEnd) return true;
    const byte = buffer[next]!;
    return byte === comma || (inArray ? byte === closeBracket : byte === openBrace);
  }

  /** Skips what may stand between values. */
  function skipBetween(from: number, lineEnd: number): number {
    for (let at = from; ; at++) {
      at = skipBlank(buffer, at, lineEnd);
      if (at === lineEnd) return at;
      if (inArray && buffer[at] === closeBracket) inArray = false;
      else if (buffer[at] !== comma) return at;
    }
  }

  /** Hands over a line that is one JSON object; returns false when it is not. */
  function parseWhole(from: number, lineEnd: number): boolean {
    let end = lineEnd;
    while (isSpace(buffer[end - 1]!)) end--;
    if (buffer[end - 1] !== 0x7d) return false;
    if (from !== scannedAt && inPlace !== undefined && inPlace(buffer, from, number) >= 0) return true;
    const bytes = buffer.subarray(from, end);
    const decoded = decode(bytes);
    try {
      const value = JSON.parse(decoded.text) as Record<string, unknown>;
      sink.record({ bytes: decoded.bytes ?? bytes, text: decoded.text, number, exact: decoded.exact, value });
      return true;
    } catch {
      return false; // Glued, broken or with NaN: its end is searched for.
    }
  }

  /** Goes on with a line that is too long for one piece. */
  function continueLine(lineEnd: number): void {
    if (open.state === "none") return afterValues ? values(0, lineEnd, false) : beginLine(0, lineEnd, false);
    if (open.state === "tail") return finishTail(0, lineEnd, false);
    if (open.state === "text") return open.include(lineEnd);
    if (proceed(tracker.follow(buffer, 0, lineEnd), lineEnd)) finishTail(tracker.at, lineEnd, false);
  }

  /** Takes a line that is one object, as most are, without searching for its end. Returns the offset after it, or -1. */
  function takeObject(at: number): number {
    close();
    scannedAt = at;
    // Lines of one program come in a row.
    let end = isOther ? takeOther(at) : -1;
    if (end < 0) {
      scannedEnd = scan?.(buffer, at) ?? -1;
      if (scannedEnd >= 0 && buffer[scannedEnd] === lineFeed) {
        sink.own(buffer, at, scannedEnd, number);
        end = scannedEnd + 1;
      } else if (scannedEnd < 0 && !isOther) end = takeOther(at);
      isOther = scannedEnd < 0;
    }
    if (end < 0) return -1;
    heads = true;
    number++;
    return end;
  }

  /** Takes a line of another program in place; returns the offset after it, or -1. */
  function takeOther(at: number): number {
    const end = inPlace?.(buffer, at, number) ?? -1;
    if (end < 0) return -1;
    const lineEnd = skipSpace(buffer, end, buffer.length);
    return lineEnd + (buffer[lineEnd] === carriageReturn && buffer[lineEnd + 1] === lineFeed ? 2 : 1);
  }

  function mayBeObject(at: number): boolean {
    return !inArray && open.state !== "json" && buffer[at + 1] === 0x22;
  }

  function endLine(): void {
    number++;
    afterValues = false;
    open.lines++;
    if (open.state === "tail") close();
    else if (open.state === "json") {
      const progress = tracker.lineEnd();
      if (progress === "complete") close();
      else if (progress === "broken") becomeText();
    }
  }

  return {
    push(piece) {
      buffer = piece.bytes;
      scannedAt = -1;
      const { ends } = piece;
      let feed = -2;
      let carriage = -2;
      for (let at = 0; at < buffer.length || (piece.continues && at === 0);) {
        const isPiece = piece.continues && at === 0;
        if (!isPiece && ends && buffer[at] === openBrace && mayBeObject(at)) {
          const after = takeObject(at);
          if (after > 0) {
            at = after;
            continue;
          }
        }
        if (feed < at) feed = found(buffer.indexOf(lineFeed, at), buffer.length);
        if (carriage < at) carriage = found(buffer.indexOf(carriageReturn, at), buffer.length);
        const lineEnd = Math.min(feed, carriage);
        if (isPiece) continueLine(lineEnd);
        else beginLine(at, lineEnd, ends);
        lineEnded = lineEnd < buffer.length;
        if (lineEnded || ends) endLine();
        at = lineEnd + (carriage === lineEnd && feed === lineEnd + 1 ? 2 : 1);
      }
      if (open.state !== "none") open.leave(buffer);
      buffer = new Uint8Array(0);
    },
    end: () => close(!lineEnded),
  };
}

function found(at: number, length: number): number {
  return at < 0 ? length : at;
}

/** Cuts a character of UTF-8 that is not whole off the end. */
function wholeCharacters(bytes: Uint8Array): Uint8Array {
  let start = bytes.length;
  while (start > 0 && bytes.length - start < 4 && (bytes[start - 1]! & 0xc0) === 0x80) start--;
  const lead = bytes[start - 1] ?? 0;
  const needed = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return bytes.subarray(0, bytes.length - start + 1 < needed ? start - 1 : bytes.length);
}
