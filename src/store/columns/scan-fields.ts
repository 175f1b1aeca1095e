import { numberEnd } from "../../basics/json-bytes.ts";
import { asciiText, createTimeMemo, powersOfTen, timeAt, type TimeMemo } from "./ascii-values.ts";
import { hashOf } from "./byte-dictionary.ts";
import { addCode, addNumber, addSameText, addText, codeOf, type GrowingColumn } from "./growing-column.ts";
import {
  addKey,
  createTrie,
  fieldOf,
  hasKey,
  kindOf,
  nodeOf,
  passingKey,
  type Field,
  type Key,
  type KeyTrie,
  type ObjectNode,
} from "./key-trie.ts";
import { afterSpace, openBytes, type LineBytes } from "./line-bytes.ts";
import { maxDepth, textEnd, valueEnd } from "./value-end.ts";

const quote = 0x22;
const textKind = kindOf[quote]!;
const backslash = 0x5c;
const colon = 0x3a;
const comma = 0x2c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const space = 0x20;
/** Bytes of a time with its quotes. */
const timeBytes = 26;
/** A block with more words in its keys leaves none of them to the next one. */
const maxKeyWords = 16_384;

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Where scanned values go. */
export interface FieldSink {
  /** The column of a path in this block; `overflow` where the block has too many. */
  columnOf(path: string): GrowingColumn;
  readonly overflow: GrowingColumn;
  /**
   * Takes the `request_id` of a row, whose quotes begin at an offset.
   *
   * @returns the offset after it, or -1 where it is not ASCII without escapes
   */
  addRequest(row: number, bytes: Uint8Array, start: number): number;
  /** Takes the path of an object without fields. */
  addEmpty(path: string): void;
}

/** Scans lines in place and adds the values of their fields to columns. */
export interface FieldScanner {
  /** Adds to the columns of this block from now on; of the same one it goes on. */
  begin(sink: FieldSink): void;
  /** A field of the line itself; `line` tells whether the line that was scanned last has it. */
  fieldAtRoot(name: string): Field;
  /** Number of the line that was scanned last. */
  readonly line: number;
  /** Whether that line has no white space between its tokens, and no escape that our lines do not have. */
  readonly isSpelledLikeOurs: boolean;
  /** Whether a search finds in that line what it finds in its names and values, written as JSON. */
  readonly isToldByValues: boolean;
  /** Sets the bytes in which the next lines stand. */
  open(bytes: Uint8Array): void;
  /**
   * Scans the line at an offset and adds its values as a row.
   *
   * @returns the offset after its closing brace; or -1 for what is not valid, or valid but rare: a key that occurs twice, white space before a colon, a time in another form, a field of ours with a value of another type. Some values of the row may then have been added.
   */
  scan(at: number, row: number): number;
  /** Adds the text in quotes at an offset, in JSON; returns the offset after it, or -1. */
  scanText(at: number, row: number, column: GrowingColumn): number;
  /** The same for an array. */
  scanArray(at: number, row: number, column: GrowingColumn): number;
}

/** A scanner, and what it works on. */
interface Scan extends FieldScanner, LineBytes {
  readonly onlyOurs: boolean;
  isSpelledLikeOurs: boolean;
  isToldByValues: boolean;
  trie: KeyTrie;
  /** Fields with a column in this block. */
  filled: Field[];
  sink: FieldSink | undefined;
  overflow: GrowingColumn | undefined;
  line: number;
  /** Row of the line. */
  row: number;
  readonly time: TimeMemo;
}

/** Creates a scanner; it begins with a block. @param onlyOurs rejects fields of ours with values of another type */
export function createFieldScanner(onlyOurs = false): FieldScanner {
  const bytes = new Uint8Array(0);
  const scan: Scan = {
    bytes,
    view: new DataView(bytes.buffer),
    limit: 0,
    isSpelledLikeOurs: true,
    isToldByValues: true,
    onlyOurs,
    trie: createTrie(),
    filled: [],
    sink: undefined,
    overflow: undefined,
    line: 0,
    row: 0,
    time: createTimeMemo(),
    begin(next) {
      if (scan.sink === next) return;
      if (scan.trie.wordCount > maxKeyWords) scan.trie = createTrie();
      // Keys stay, because the lines of the next block have mostly the same ones.
      for (const field of scan.filled) field.column = undefined;
      scan.filled = [];
      scan.sink = next;
      scan.overflow = next.overflow;
    },
    fieldAtRoot: (name) => fieldOf(scan.trie.root, name),
    open: (opened) => openBytes(scan, opened),
    scan: (at, row) => scanLine(scan, at, row),
    scanText(at, row, column) {
      scan.row = row;
      return scanText(scan, at, column);
    },
    scanArray(at, row, column) {
      scan.row = row;
      return scanArray(scan, at, column);
    },
  };
  return scan;
}

// These functions are no closures: of functions that are made only once the compiler takes constants for what they are.

function scanLine(scan: Scan, at: number, row: number): number {
  scan.line++;
  scan.row = row;
  scan.isSpelledLikeOurs = scan.isToldByValues = true;
  return scan.bytes[at] === openBrace ? scanObject(scan, at, scan.trie.root) : -1;
}

function scanObject(scan: Scan, start: number, node: ObjectNode): number {
  const { bytes, view, limit, line, row } = scan;
  let { words } = scan.trie;
  if (node.depth > maxDepth) return -1;
  let at = start + 1;
  if (bytes[at] === space) at = afterSpace(scan, at);
  if (bytes[at] === closeBrace) {
    if (node.path !== undefined) scan.sink!.addEmpty(node.path);
    return at + 1;
  }
  let before: Key | undefined;
  let key = node.first;
  for (;;) {
    if (key === undefined || !hasKey(key, words, view, at, limit)) {
      key = otherKey(scan, at, node, before);
      if (key === undefined) return -1;
      words = scan.trie.words;
    }
    const { field } = key;
    if (field.line === line) return -1;
    field.line = line;
    at += key.length;
    // Most texts are those of the line before.
    const { column } = field;
    const same =
      column !== undefined && column.row !== row && bytes[at] === quote && (field.kinds & textKind) !== 0
        ? addSameText(column, row, view, at + 1, limit)
        : 0;
    at = same > 0 ? at + 1 + same : scanValue(scan, at, field, node);
    if (at < 0) return -1;
    if (bytes[at] === space) at = afterSpace(scan, at);
    if (bytes[at] === closeBrace) return at + 1;
    if (bytes[at] !== comma) return -1;
    if (bytes[++at] === space) at = afterSpace(scan, at);
    before = key;
    key = key.next;
  }
}

/** The key at an offset, which is not the one that came here in the line before. */
function otherKey(scan: Scan, at: number, node: ObjectNode, before: Key | undefined): Key | undefined {
  const place = before ?? node;
  const second = place.second;
  const key =
    second !== undefined && hasKey(second, scan.trie.words, scan.view, at, scan.limit)
      ? second
      : findKey(scan, at, node);
  if (key === undefined || key.start < 0) return key;
  if (before === undefined) {
    node.second = node.first;
    node.first = key;
  } else {
    before.second = before.next;
    before.next = key;
  }
  return key;
}

function findKey(scan: Scan, start: number, node: ObjectNode): Key | undefined {
  const { bytes, view, limit } = scan;
  if (bytes[start] !== quote) return undefined;
  const end = textEnd(scan, start + 1);
  const length = end + 2 - start;
  if (end < 0 || bytes[end + 1] !== colon || length < 4) return undefined;
  const hash = hashOf(view, start + 1, end - start);
  const known = node.keys.get(hash);
  if (known !== undefined && known.length === length && hasKey(known, scan.trie.words, view, start, limit))
    return known;
  const spelled = bytes.slice(start, start + length);
  const name = JSON.parse(decoder.decode(spelled.subarray(0, -1))) as string;
  const field = fieldOf(node, name);
  const isEscaped = spelled.includes(backslash);
  if (isEscaped) scan.isSpelledLikeOurs = false;
  // An escaped key would be found again by its bytes, without a look at its escapes.
  if (isEscaped || known !== undefined) return passingKey(field, length);
  const key = addKey(scan.trie, field, spelled);
  node.keys.set(hash, key);
  return key;
}

function scanValue(scan: Scan, start: number, field: Field, node: ObjectNode): number {
  const { bytes, row } = scan;
  let at = start;
  if (bytes[at] === space) at = afterSpace(scan, at);
  const first = bytes[at]!;
  if (scan.onlyOurs && (kindOf[first]! & field.kinds) === 0) return -1;
  if (first === openBrace) return scanObject(scan, at, nodeOf(field, node.depth + 1));
  const column = field.column ?? fillColumn(scan, field);
  // Another spelling of the path, such as a key with a dot.
  if (column.row === row && column !== scan.overflow) return -1;
  switch (first) {
    case quote:
      return field.special === undefined ? scanText(scan, at, column) : scanSpecial(scan, at, field, column);
    case openBracket:
      return scanArray(scan, at, column);
    case 0x74: // true
      addCode(column, row, codeOf.true);
      return bytes[at + 1] === 0x72 && bytes[at + 2] === 0x75 && bytes[at + 3] === 0x65 ? at + 4 : -1;
    case 0x66: // false
      addCode(column, row, codeOf.false);
      return scan.limit >= at + 5 && scan.view.getInt32(at + 1, true) === 0x65736c61 ? at + 5 : -1;
    case 0x6e: // null
      addCode(column, row, codeOf.null);
      return bytes[at + 1] === 0x75 && bytes[at + 2] === 0x6c && bytes[at + 3] === 0x6c ? at + 4 : -1;
    default:
      return scanNumber(scan, at, column);
  }
}

/** Gives a field a column of this block. */
function fillColumn(scan: Scan, field: Field): GrowingColumn {
  scan.filled.push(field);
  return (field.column = scan.sink!.columnOf(field.path));
}

function scanSpecial(scan: Scan, at: number, field: Field, column: GrowingColumn): number {
  const { bytes, row } = scan;
  if (field.special === "time") {
    const timeMs = timeAt(scan.time, scan.view, bytes, at);
    if (timeMs !== timeMs) return -1;
    addNumber(column, row, timeMs);
    return at + timeBytes;
  }
  const end = scan.sink!.addRequest(row, bytes, at);
  if (end >= 0) addCode(column, row, codeOf.unlisted);
  return end;
}

function scanText(scan: Scan, start: number, column: GrowingColumn): number {
  const { view, row } = scan;
  const end = textEnd(scan, start + 1);
  if (end < 0) return -1;
  addText(column, row, scan.bytes, view, start + 1, end - start);
  return end + 1;
}

function scanArray(scan: Scan, start: number, column: GrowingColumn): number {
  const end = valueEnd(scan, start, 1);
  if (end < 0) return -1;
  addText(column, scan.row, scan.bytes, scan.view, start, end - start);
  column.hasLists = true;
  return end;
}

function scanNumber(scan: Scan, start: number, column: GrowingColumn): number {
  const { bytes } = scan;
  let at = bytes[start] === 0x2d ? start + 1 : start; // -
  const first = at;
  let digits = 0;
  let byte = bytes[at]!;
  for (; byte >= 0x30 && byte <= 0x39; byte = bytes[++at]!) digits = digits * 10 + byte - 0x30;
  const whole = at - first;
  let places = 0;
  if (byte === 0x2e) {
    const dot = at;
    byte = bytes[++at]!;
    for (; byte >= 0x30 && byte <= 0x39; byte = bytes[++at]!) digits = digits * 10 + byte - 0x30;
    places = at - dot - 1;
    if (places === 0) return -1;
  }
  if (whole === 0 || (whole > 1 && bytes[first] === 0x30)) return -1;
  let value = places === 0 ? digits : digits / powersOfTen[places]!;
  if (whole + places > 15 || (byte | 0x20) === 0x65) {
    at = numberEnd(bytes, start);
    if (at < 0) return -1;
    value = Math.abs(Number(asciiText(bytes, start, at)));
    if (scan.onlyOurs && value === Infinity) return -1;
  }
  addNumber(column, scan.row, first > start ? -value : value);
  return at;
}
