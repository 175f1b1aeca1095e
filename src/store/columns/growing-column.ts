import {
  addBytes,
  createByteArena,
  createByteDictionary,
  findBytes,
  hasBytes,
  hashOf,
  type ByteArena,
  type ByteDictionary,
} from "./byte-dictionary.ts";
import { addGrams, type GrowingGrams } from "./gram-filter.ts";
import { addCell, addToNumbers, cellOf, createValueTape, type TapeColumn, type ValueTape } from "./value-tape.ts";

/** Codes of values that are no texts; the texts of the dictionary follow. Code 0 is a text that is not listed. */
export const codeOf = { unlisted: 0, true: 1, false: 2, null: 3 } as const;
export const firstTextCode = 4;

/** Most listed texts of a column, and the longest one in bytes of its JSON. */
const maxTexts = 1024;
const maxTextBytes = 512;
/** From so many texts on, a column in which more than this share is distinct lists none. */
const judgedTexts = 128;
const manyShare = 0.3;

/** The values of one field in a block that is being built; they stand on the tape of the block. */
export interface GrowingColumn extends TapeColumn {
  row: number;
  /** Where the newest value stands on the tape. */
  cell: number;
  /** Code of the newest text, 0 for none, and where it stands. */
  last: number;
  lastStart: number;
  lastLength: number;
  /** Code of the newest text but one that is another: lines of two kinds alternate. */
  second: number;
  readonly tape: ValueTape;
  /** Index of the column on the tape. */
  readonly index: number;
  /** No text is listed, because the column has very many. */
  isMany: boolean;
  /** All texts are listed, however many and however long. */
  readonly isComplete: boolean;
  hasLists: boolean;
  /** Takes the texts that are not listed, and arrays; undefined where nothing is kept. */
  readonly grams: GrowingGrams | undefined;
  /** Texts as lines spell them: with the closing quote, arrays with their brackets. */
  texts: ByteDictionary;
  readonly path: string;
}

/** How much of a column is listed: by the rules above, all texts, or none. */
export type Listing = "few" | "all" | "none";

/** Where the columns of a block put their values. */
export interface BlockValues {
  readonly tape: ValueTape;
  readonly arena: ByteArena;
  /** Of the texts that are not listed; undefined where nothing is kept. */
  readonly grams: GrowingGrams | undefined;
}

/** Creates a place for the values of a block. */
export function createBlockValues(grams?: GrowingGrams): BlockValues {
  return { tape: createValueTape(), arena: createByteArena(), grams };
}

/** Creates an empty column. */
export function createGrowingColumn(
  { tape, arena, grams }: BlockValues,
  path: string,
  listing: Listing = "few",
): GrowingColumn {
  const column: GrowingColumn = {
    row: -1,
    cell: 0,
    last: codeOf.unlisted,
    lastStart: 0,
    lastLength: 0,
    second: codeOf.unlisted,
    tape,
    index: tape.columns.length,
    length: 0,
    numberCount: 0,
    isMany: listing === "none",
    isComplete: listing === "all",
    hasLists: false,
    grams,
    texts: createByteDictionary(arena),
    path,
  };
  tape.columns.push(column);
  return column;
}

/** Adds a coded value. */
export function addCode(column: GrowingColumn, row: number, code: number): void {
  column.cell = addCell(column.tape, cellOf(column.index, 0), code);
  column.row = row;
  column.length++;
}

/** Adds a number; -0 counts as 0. */
export function addNumber(column: GrowingColumn, row: number, value: number): void {
  const { tape } = column;
  column.cell = addCell(tape, cellOf(column.index, 1), addToNumbers(tape, value + 0));
  column.row = row;
  column.numberCount++;
}

/** Code of the value of the newest row; 0 where it has none, a number, or a text that is not listed. */
export function codeInRow({ row, cell, tape }: GrowingColumn, newest: number): number {
  return row === newest && (tape.cells[cell]! & 1) === 0 ? tape.cells[cell + 1]! : codeOf.unlisted;
}

/** The newest value, which is a number. */
export function newestNumber({ cell, tape }: GrowingColumn): number {
  return tape.numbers[tape.cells[cell + 1]!]!;
}

/** Takes the value of the newest row back, where it has one. */
export function dropValue(column: GrowingColumn, row: number): void {
  if (column.row !== row) return;
  const { cells } = column.tape;
  if ((cells[column.cell]! & 1) === 0) column.length--;
  else column.numberCount--;
  cells[column.cell] = 0;
  column.row = -1;
}

/**
 * Adds the text at an offset where it is one of the two newest ones of the column, which it mostly is.
 *
 * @param limit length of the view, which is slow to ask for
 * @returns its length; 0 where it is another one
 */
export function addSameText(column: GrowingColumn, row: number, view: DataView, at: number, limit: number): number {
  const { last, lastLength, texts } = column;
  if (last === codeOf.unlisted || at + lastLength > limit) return 0;
  if (!hasBytes(texts.arena, column.lastStart, lastLength, view, at))
    return addSecondText(column, row, view, at, limit);
  addCode(column, row, last);
  return lastLength;
}

function addSecondText(column: GrowingColumn, row: number, view: DataView, at: number, limit: number): number {
  const { second, last, texts } = column;
  if (second === codeOf.unlisted) return 0;
  const index = second - firstTextCode;
  const start = texts.starts[index]!;
  const length = texts.lengths[index]!;
  if (at + length > limit || !hasBytes(texts.arena, start, length, view, at)) return 0;
  column.second = last;
  column.last = second;
  column.lastStart = start;
  column.lastLength = length;
  addCode(column, row, second);
  return length;
}

/** Adds a text, or the text of an array, as the bytes of a line spell it. */
export function addText(
  column: GrowingColumn,
  row: number,
  bytes: Uint8Array,
  view: DataView,
  at: number,
  length: number,
): void {
  const { texts, grams } = column;
  if (column.isMany && grams === undefined) return addCode(column, row, codeOf.unlisted);
  const hash = hashOf(view, at, length);
  let index = findBytes(texts, view, at, length, hash);
  if (column.isMany) {
    // What was listed at first is there already.
    if (index < 0) addGrams(grams!, bytes, at, at + length);
    return addCode(column, row, codeOf.unlisted);
  }
  if (index < 0) {
    if (!column.isComplete) {
      if (length > maxTextBytes) {
        if (grams !== undefined) addGrams(grams, bytes, at, at + length);
        return addCode(column, row, codeOf.unlisted);
      }
      const distinct = texts.starts.length;
      if (distinct >= maxTexts || (distinct >= judgedTexts && distinct > column.length * manyShare)) {
        column.isMany = true;
        column.last = codeOf.unlisted;
        if (grams !== undefined) {
          addListed(grams, texts);
          addGrams(grams, bytes, at, at + length);
        }
        return addCode(column, row, codeOf.unlisted);
      }
    }
    index = addBytes(texts, bytes, at, length, hash);
    // An array that is listed in another spelling.
    if (grams !== undefined && bytes[at + length - 1] === closeBracket && !isListedAsSpelled(texts, index))
      addGrams(grams, bytes, at, at + length);
  }
  column.second = column.last;
  column.last = index + firstTextCode;
  column.lastStart = texts.starts[index]!;
  column.lastLength = length;
  addCode(column, row, column.last);
}

/** Adds the texts that were listed so far, because they no longer are. */
function addListed(grams: GrowingGrams, { arena, starts, lengths }: ByteDictionary): void {
  for (const [index, start] of starts.entries()) addGrams(grams, arena.bytes, start, start + lengths[index]!);
}

function isListedAsSpelled(texts: ByteDictionary, index: number): boolean {
  const spelled = spellingOf(texts, index);
  try {
    return JSON.stringify(JSON.parse(spelled)) === spelled;
  } catch {
    // Too deep.
    return false;
  }
}

function spellingOf({ arena, starts, lengths }: ByteDictionary, index: number): string {
  return decoder.decode(arena.bytes.subarray(starts[index]!, starts[index]! + lengths[index]!));
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Code of a text, which is listed if it is new. */
export function listText({ texts }: GrowingColumn, text: string): number {
  const bytes = encoder.encode(JSON.stringify(text).slice(1));
  const view = new DataView(bytes.buffer);
  const hash = hashOf(view, 0, bytes.length);
  const known = findBytes(texts, view, 0, bytes.length, hash);
  return firstTextCode + (known < 0 ? addBytes(texts, bytes, 0, bytes.length, hash) : known);
}

/** The text of a code, an array as its compact JSON; undefined for a code that is none of a text. */
export function textOfCode({ texts }: GrowingColumn, code: number): string | undefined {
  if (code < firstTextCode) return undefined;
  const spelled = spellingOf(texts, code - firstTextCode);
  if (spelled.endsWith("]")) return JSON.stringify(JSON.parse(spelled));
  return spelled.includes("\\") ? (JSON.parse(`"${spelled}`) as string) : spelled.slice(0, -1);
}

const closeBracket = 0x5d;
