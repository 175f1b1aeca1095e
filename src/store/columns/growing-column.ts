import {
  addBytes,
  createByteDictionary,
  findBytes,
  startOf,
  hasBytes,
  type ByteDictionary,
} from "./byte-dictionary.ts";
import { addGrams, type GrowingGrams } from "./gram-filter.ts";

/** Codes of values that are no texts; the texts of the dictionary follow. Code 0 is a text that is not listed. */
export const codeOf = { unlisted: 0, true: 1, false: 2, null: 3 } as const;
export const firstTextCode = 4;

/** Most listed texts of a column, and the longest one in bytes of its JSON. */
const maxTexts = 1024;
const maxTextBytes = 512;
/** From so many texts on, a column in which more than this share is distinct lists none. */
const judgedTexts = 128;
const manyShare = 0.3;

/** Values that a column has room for at first. */
const firstLength = 256;

/** The values of one field in a block that is being built, in order of their rows. */
export interface GrowingColumn {
  readonly path: string;
  /** Row of the newest value. */
  row: number;
  /** Texts, booleans, null and arrays: the rows, and a code for each. */
  rows: Uint32Array;
  codes: Uint32Array;
  length: number;
  numberRows: Uint32Array;
  numbers: Float64Array;
  numberCount: number;
  /** Texts as lines spell them: with the closing quote, arrays with their brackets. */
  texts: ByteDictionary;
  /** Code of the newest text. */
  last: number;
  /** No text is listed, because the column has very many. */
  isMany: boolean;
  /** All texts are listed, however many and however long. */
  readonly isComplete: boolean;
  hasLists: boolean;
  /** Takes the texts that are not listed, and arrays; undefined where nothing is kept. */
  readonly grams: GrowingGrams | undefined;
}

/** How much of a column is listed: by the rules above, all texts, or none. */
export type Listing = "few" | "all" | "none";

const noRows = new Uint32Array(0);
const noNumbers = new Float64Array(0);

/** Creates an empty column. */
export function createGrowingColumn(path: string, listing: Listing = "few", grams?: GrowingGrams): GrowingColumn {
  return {
    path,
    row: -1,
    rows: noRows,
    codes: noRows,
    length: 0,
    numberRows: noRows,
    numbers: noNumbers,
    numberCount: 0,
    texts: createByteDictionary(),
    last: codeOf.unlisted,
    isMany: listing === "none",
    isComplete: listing === "all",
    hasLists: false,
    grams,
  };
}

/** Adds a coded value. */
export function addCode(column: GrowingColumn, row: number, code: number): void {
  const at = column.length;
  if (at === column.rows.length) {
    column.rows = grown(column.rows, new Uint32Array(Math.max(firstLength, at * 4)));
    column.codes = grown(column.codes, new Uint32Array(Math.max(firstLength, at * 4)));
  }
  column.rows[at] = row;
  column.codes[at] = code;
  column.length = at + 1;
  column.row = row;
}

/** Adds a number; -0 counts as 0. */
export function addNumber(column: GrowingColumn, row: number, value: number): void {
  const at = column.numberCount;
  if (at === column.numbers.length) {
    column.numberRows = grown(column.numberRows, new Uint32Array(Math.max(firstLength, at * 4)));
    column.numbers = grown(column.numbers, new Float64Array(Math.max(firstLength, at * 4)));
  }
  column.numberRows[at] = row;
  column.numbers[at] = value + 0;
  column.numberCount = at + 1;
  column.row = row;
}

/**
 * Adds the text at an offset where it is the newest one of the column, which it mostly is.
 *
 * @param limit length of the view, which is slow to ask for
 * @returns its length; 0 where it is another one
 */
export function addSameText(column: GrowingColumn, row: number, view: DataView, at: number, limit: number): number {
  const { last, texts } = column;
  if (last === codeOf.unlisted) return 0;
  const index = last - firstTextCode;
  const length = texts.ends[index]! - startOf(texts, index);
  if (at + length > limit || !hasBytes(texts, index, view, at)) return 0;
  addCode(column, row, last);
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
  hash: number,
): void {
  const { texts, grams } = column;
  if (column.isMany) {
    // What was listed at first is there already.
    if (grams !== undefined && findBytes(texts, view, at, length, hash) < 0) addGrams(grams, bytes, at, at + length);
    return addCode(column, row, codeOf.unlisted);
  }
  let index = findBytes(texts, view, at, length, hash);
  if (index < 0) {
    if (!column.isComplete) {
      if (length > maxTextBytes) {
        if (grams !== undefined) addGrams(grams, bytes, at, at + length);
        return addCode(column, row, codeOf.unlisted);
      }
      const distinct = texts.ends.length;
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
  column.last = index + firstTextCode;
  addCode(column, row, column.last);
}

/** Adds the texts that were listed so far, because they no longer are. */
function addListed(grams: GrowingGrams, texts: ByteDictionary): void {
  for (const [index, end] of texts.ends.entries()) addGrams(grams, texts.bytes, startOf(texts, index), end);
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

function spellingOf(texts: ByteDictionary, index: number): string {
  return decoder.decode(texts.bytes.subarray(startOf(texts, index), texts.ends[index]));
}

/** Takes the values of a row back, and of all later ones. */
export function dropRow(column: GrowingColumn, row: number): void {
  while (column.length > 0 && column.rows[column.length - 1]! >= row) column.length--;
  while (column.numberCount > 0 && column.numberRows[column.numberCount - 1]! >= row) column.numberCount--;
  column.row = Math.min(column.row, row - 1);
}

function grown<Numbers extends Uint32Array | Float64Array>(values: Numbers, larger: Numbers): Numbers {
  larger.set(values);
  return larger;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Code of a text, which is listed if it is new. */
export function listText({ texts }: GrowingColumn, text: string): number {
  const bytes = encoder.encode(JSON.stringify(text).slice(1));
  const view = new DataView(bytes.buffer);
  const known = findBytes(texts, view, 0, bytes.length, 0);
  return firstTextCode + (known < 0 ? addBytes(texts, bytes, 0, bytes.length, 0) : known);
}

/** The text of a code, an array as its compact JSON; undefined for a code that is none of a text. */
export function textOfCode({ texts }: GrowingColumn, code: number): string | undefined {
  if (code < firstTextCode) return undefined;
  const spelled = spellingOf(texts, code - firstTextCode);
  if (spelled.endsWith("]")) return JSON.stringify(JSON.parse(spelled));
  return spelled.includes("\\") ? (JSON.parse(`"${spelled}`) as string) : spelled.slice(0, -1);
}

const closeBracket = 0x5d;
