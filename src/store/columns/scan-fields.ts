import { letterEnd, numberEnd } from "../../basics/json-bytes.ts";
import { asciiText, createTimeReader, powersOfTen } from "./ascii-values.ts";
import { addCode, addNumber, addSameText, addText, codeOf, type GrowingColumn } from "./growing-column.ts";
import { anyEscapeEnd, escapeEnd, isFoundLiteral } from "./escape-end.ts";
import {
  createTrie,
  fieldOf,
  hasKey,
  keyOf,
  kindOf,
  nodeOf,
  type Field,
  type Key,
  type ObjectNode,
} from "./key-trie.ts";

/** Deepest object whose fields are columns, the line itself being 1. */
export const maxDepth = 64;

const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;
const comma = 0x2c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const space = 0x20;
const fnvSeed = 0x811c9dc5;
const fnvPrime = 0x01000193;
/** Bytes of a time with its quotes. */
const timeBytes = 26;

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** 1 for the bytes that need no escape in a string: ASCII without quote, backslash and control characters. */
const plain = new Uint8Array(256);
for (let byte = space; byte < 0x80; byte++) plain[byte] = byte === quote || byte === backslash ? 0 : 1;

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

/** Creates a scanner; it begins with a block. @param onlyOurs rejects fields of ours with values of another type */
export function createFieldScanner(onlyOurs = false): FieldScanner {
  let root = createTrie();
  const timeAt = createTimeReader();
  let sink: FieldSink | undefined;
  let overflow: GrowingColumn;
  let lines: Uint8Array = new Uint8Array(0);
  let linesView: DataView = new DataView(lines.buffer);
  /** Length of the view, which is slow to ask for. */
  let limit = 0;
  let line = 0;
  let row = 0;
  let isSpelledLikeOurs = true;
  let isToldByValues = true;

  /** Offset after the white space that begins at an offset. */
  function afterSpace(start: number): number {
    isSpelledLikeOurs = isToldByValues = false;
    let at = start;
    while (lines[at] === space) at++;
    return at;
  }

  function scanObject(start: number, node: ObjectNode): number {
    const bytes = lines;
    const view = linesView;
    if (node.depth > maxDepth) return -1;
    let at = start + 1;
    if (bytes[at] === space) at = afterSpace(at);
    if (bytes[at] === closeBrace) {
      if (node.path !== undefined) sink!.addEmpty(node.path);
      return at + 1;
    }
    let before: Key | undefined;
    let key = node.first;
    for (;;) {
      if (key === undefined || !hasKey(key, view, at, limit)) {
        key = otherKey(at, node, before);
        if (key === undefined) return -1;
      }
      const { field } = key;
      if (field.line === line) return -1;
      field.line = line;
      at = scanValue(at + key.length, field, node);
      if (at < 0) return -1;
      if (bytes[at] === space) at = afterSpace(at);
      if (bytes[at] === closeBrace) return at + 1;
      if (bytes[at] !== comma) return -1;
      if (bytes[++at] === space) at = afterSpace(at);
      before = key;
      key = key.next;
    }
  }

  /** The key at an offset, which is not the one that came here in the line before. */
  function otherKey(at: number, node: ObjectNode, before: Key | undefined): Key | undefined {
    const view = linesView;
    const place = before ?? node;
    const second = place.second;
    const key = second !== undefined && hasKey(second, view, at, limit) ? second : findKey(at, node);
    if (key === undefined || key.isEscaped) return key;
    if (before === undefined) {
      node.second = node.first;
      node.first = key;
    } else {
      before.second = before.next;
      before.next = key;
    }
    return key;
  }

  function findKey(start: number, node: ObjectNode): Key | undefined {
    const bytes = lines;
    const view = linesView;
    if (bytes[start] !== quote) return undefined;
    let hash = fnvSeed;
    let isEscaped = false;
    let at = start + 1;
    for (let byte = bytes[at]!; byte !== quote; byte = bytes[at]!) {
      if (byte === backslash) isEscaped = true;
      const end = plain[byte] === 1 ? at + 1 : letterOrEscapeEnd(at);
      if (end < 0) return undefined;
      for (; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, fnvPrime);
    }
    const length = at + 2 - start;
    if (bytes[at + 1] !== colon || length < 4) return undefined;
    const known = node.keys.get(hash);
    if (known !== undefined && known.length === length && hasKey(known, view, start, limit)) return known;
    const name = JSON.parse(decoder.decode(bytes.subarray(start, at + 1))) as string;
    const key = keyOf(fieldOf(node, name), bytes.slice(start, start + length), isEscaped);
    // It would be found again by its bytes, without a look at its escapes.
    if (isEscaped) isSpelledLikeOurs = false;
    else if (known === undefined) node.keys.set(hash, key);
    return key;
  }

  function scanValue(start: number, field: Field, node: ObjectNode): number {
    const bytes = lines;
    const view = linesView;
    let at = start;
    if (bytes[at] === space) at = afterSpace(at);
    const first = bytes[at]!;
    if (onlyOurs && (kindOf[first]! & field.kinds) === 0) return -1;
    if (first === openBrace) return scanObject(at, nodeOf(field, node.depth + 1));
    const column = (field.column ??= sink!.columnOf(field.path));
    // Another spelling of the path, such as a key with a dot.
    if (column.row === row && column !== overflow) return -1;
    switch (first) {
      case quote:
        return field.special === undefined ? scanText(at, column) : scanSpecial(at, field, column);
      case openBracket:
        return scanArray(at, column);
      case 0x74: // true
        addCode(column, row, codeOf.true);
        return bytes[at + 1] === 0x72 && bytes[at + 2] === 0x75 && bytes[at + 3] === 0x65 ? at + 4 : -1;
      case 0x66: // false
        addCode(column, row, codeOf.false);
        return limit >= at + 5 && view.getInt32(at + 1, true) === 0x65736c61 ? at + 5 : -1;
      case 0x6e: // null
        addCode(column, row, codeOf.null);
        return bytes[at + 1] === 0x75 && bytes[at + 2] === 0x6c && bytes[at + 3] === 0x6c ? at + 4 : -1;
      default:
        return scanNumber(at, column);
    }
  }

  function scanSpecial(at: number, field: Field, column: GrowingColumn): number {
    const bytes = lines;
    if (field.special === "time") {
      const timeMs = timeAt(bytes, at);
      if (timeMs !== timeMs) return -1;
      addNumber(column, row, timeMs);
      return at + timeBytes;
    }
    const end = sink!.addRequest(row, bytes, at);
    if (end >= 0) addCode(column, row, codeOf.unlisted);
    return end;
  }

  function scanText(start: number, column: GrowingColumn): number {
    const bytes = lines;
    const view = linesView;
    const same = addSameText(column, row, view, start + 1, limit);
    if (same > 0) return start + 1 + same;
    const lastWord = limit - 4;
    let hash = fnvSeed;
    let at = start + 1;
    for (;;) {
      // Four letters of ASCII at once, without quotes, backslashes and controls.
      while (at <= lastWord) {
        const word = view.getInt32(at, true);
        const quotes = word ^ 0x22222222;
        const slashes = word ^ 0x5c5c5c5c;
        const found =
          ((quotes - 0x01010101) & ~quotes) |
          ((slashes - 0x01010101) & ~slashes) |
          word |
          ((word - 0x20202020) & ~word);
        if ((found & 0x80808080) !== 0) break;
        hash = Math.imul(hash ^ word, fnvPrime);
        hash ^= hash >>> 15;
        at += 4;
      }
      let byte = bytes[at]!;
      while (plain[byte] === 1) {
        hash = Math.imul(hash ^ byte, fnvPrime);
        byte = bytes[++at]!;
      }
      if (byte === quote) break;
      // Cyrillic and other letters of two bytes come in runs.
      while (byte >= 0xc2 && byte <= 0xdf && (bytes[at + 1]! & 0xc0) === 0x80) {
        hash = Math.imul(hash ^ (byte | (bytes[at + 1]! << 8)), fnvPrime);
        at += 2;
        byte = bytes[at]!;
      }
      if (plain[byte] === 1 || byte === quote) continue;
      const end = letterOrEscapeEnd(at);
      if (end < 0) return -1;
      for (; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, fnvPrime);
    }
    addText(column, row, bytes, view, start + 1, at - start, hash ^ (hash >>> 13));
    return at + 1;
  }

  function scanArray(start: number, column: GrowingColumn): number {
    const bytes = lines;
    const view = linesView;
    const end = skipValue(start, 1);
    if (end < 0) return -1;
    let hash = fnvSeed;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, fnvPrime);
    addText(column, row, bytes, view, start, end - start, hash ^ (hash >>> 13));
    column.hasLists = true;
    return end;
  }

  function scanNumber(start: number, column: GrowingColumn): number {
    const bytes = lines;
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
      if (onlyOurs && value === Infinity) return -1;
    }
    addNumber(column, row, first > start ? -value : value);
    return at;
  }

  /** End of a character of several bytes or of an escape, or -1. */
  function letterOrEscapeEnd(at: number): number {
    const bytes = lines;
    const byte = bytes[at]!;
    if (byte >= 0x80) return letterEnd(bytes, at);
    if (byte !== backslash) return -1;
    if (isSpelledLikeOurs) isSpelledLikeOurs = escapeEnd(bytes, at + 1) >= 0;
    if (isToldByValues) isToldByValues = isFoundLiteral(bytes, at + 1);
    return anyEscapeEnd(bytes, at + 1);
  }

  /** End of any value, or -1. */
  function skipValue(start: number, depth: number): number {
    const bytes = lines;
    let at = start;
    if (bytes[at] === space) at = afterSpace(at);
    const first = bytes[at]!;
    if (first === quote) return skipText(at);
    if (first === openBracket || first === openBrace) return depth > maxDepth ? -1 : skipNested(at, depth);
    const word = first === 0x74 ? "true" : first === 0x66 ? "false" : first === 0x6e ? "null" : undefined;
    if (word === undefined) return numberEnd(bytes, at);
    return asciiText(bytes, at, at + word.length) === word ? at + word.length : -1;
  }

  function skipNested(start: number, depth: number): number {
    const bytes = lines;
    const isObject = bytes[start] === openBrace;
    const close = isObject ? closeBrace : closeBracket;
    let at = start + 1;
    if (bytes[at] === space) at = afterSpace(at);
    if (bytes[at] === close) return at + 1;
    for (;;) {
      if (isObject) {
        if (bytes[at] === space) at = afterSpace(at);
        at = bytes[at] === quote ? skipText(at) : -1;
        if (at < 0 || bytes[at] !== colon) return -1;
        at++;
      }
      at = skipValue(at, depth + 1);
      if (at < 0) return -1;
      if (bytes[at] === space) at = afterSpace(at);
      if (bytes[at] === close) return at + 1;
      if (bytes[at] !== comma) return -1;
      at++;
    }
  }

  function skipText(start: number): number {
    const bytes = lines;
    for (let at = start + 1; ;) {
      const byte = bytes[at]!;
      if (byte === quote) return at + 1;
      at = plain[byte] === 1 ? at + 1 : letterOrEscapeEnd(at);
      if (at < 0) return -1;
    }
  }

  return {
    begin(next) {
      if (sink === next) return;
      // Its fields know the columns of another block.
      root = createTrie();
      sink = next;
      ({ overflow } = next);
    },
    fieldAtRoot: (name) => fieldOf(root, name),
    get line() {
      return line;
    },
    get isSpelledLikeOurs() {
      return isSpelledLikeOurs;
    },
    get isToldByValues() {
      return isToldByValues;
    },
    open(opened) {
      lines = opened;
      limit = opened.length;
      linesView = new DataView(opened.buffer, opened.byteOffset, opened.length);
    },
    scan(at, ofRow) {
      line++;
      row = ofRow;
      isSpelledLikeOurs = isToldByValues = true;
      return lines[at] === openBrace ? scanObject(at, root) : -1;
    },
    scanText(at, ofRow, column) {
      row = ofRow;
      return scanText(at, column);
    },
    scanArray(at, ofRow, column) {
      row = ofRow;
      return scanArray(at, column);
    },
  };
}
