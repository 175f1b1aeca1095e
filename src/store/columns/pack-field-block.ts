import type { Scalar } from "../../query/query.ts";
import type { GrowingBlock } from "./field-block-builder.ts";
import {
  fieldBlockVersion,
  type CodesHead,
  type ColumnHead,
  type FieldBlockHead,
  type NumbersHead,
} from "./field-block-head.ts";
import { packGrams } from "./gram-filter.ts";
import { codeOf, firstTextCode, textOfCode, type GrowingColumn } from "./growing-column.ts";
import { packCodes, packNumbers } from "./packed-numbers.ts";
import { createRecordPacker, type RecordPacker } from "./packed-record.ts";
import { createRowLists } from "./row-lists.ts";
import { listValues, type ListedValues } from "./list-values.ts";

/** A number column with at most so many distinct values is coded. */
const maxCodedNumbers = 48;

/** What only imported logs say of a row. */
export interface ImportedRows {
  /** Index of the file that the record came from. */
  file: ArrayLike<number>;
  /** What the import did to the line, as of `lineOrigin`. */
  rendered: ArrayLike<number>;
}

const encoder = new TextEncoder();

/** Packs a block into one byte array. */
export function packFieldBlock(
  block: GrowingBlock,
  firstPosition: number,
  imported?: ImportedRows,
): Uint8Array<ArrayBuffer> {
  const { length, lineBytes, requests, omitted, grams } = block;
  const listed = listValues(block.tape);
  const packer = createRecordPacker();
  const lists = createRowLists(packer, length);
  const columns: ColumnHead[] = [];
  for (const column of block.columns.values()) {
    if (column.length === 0 && column.numberCount === 0) continue;
    columns.push(packColumn(column, listed(column.index), packer, lists.indexOf));
  }
  const requestCodes = new Uint32Array(length);
  for (let at = 0; at < requests.rows.length; at++) requestCodes[requests.rows[at]!] = requests.codes[at]!;
  const filter = omitted > 0 ? undefined : packGrams(grams);
  const head: FieldBlockHead = {
    version: fieldBlockVersion,
    firstPosition,
    length,
    omitted,
    lineBytes: packList(packer, lineBytes),
    requestCodes: packCodeList(packer, requestCodes, requests.keys.length),
    requestKeys: { count: requests.keys.length, at: packer.append(bytesOf(new Float64Array(requests.keys))) },
    ...(imported && {
      imported: { file: packList(packer, imported.file), rendered: packList(packer, imported.rendered) },
    }),
    ...(filter && { filter: { at: packer.append(filter), bytes: filter.length, unusual: grams.unusual } }),
    rows: lists.heads,
    columns,
  };
  return packer.pack(head);
}

type IndexOfRows = (rows: Uint32Array) => number | undefined;

function packColumn(
  column: GrowingColumn,
  listed: ListedValues,
  packer: RecordPacker,
  indexOf: IndexOfRows,
): ColumnHead {
  const { path, hasLists } = column;
  const head: ColumnHead = hasLists ? { path, hasLists } : { path };
  const { numbers, numberRows } = listed;
  const few = codeNumbers(numbers);
  if (few === undefined) {
    const rows = indexOf(numberRows);
    head.plain = { ...packList(packer, numbers), ...(rows !== undefined && { rows }), count: numbers.length };
  }
  let { rows, codes, values } = codeTexts(column, listed);
  if (few !== undefined && numbers.length > 0) {
    const shift = values.length;
    values = [...values, ...few.values];
    ({ rows, codes } = mergeRows(rows, codes, numberRows, few.codes, shift));
  }
  if (rows.length > 0) head.coded = packCoded(packer, indexOf(rows), codes, values);
  return head;
}

/** Packs codes and their values. @param rows index of the list of their rows */
export function packCoded(
  packer: RecordPacker,
  rows: number | undefined,
  codes: Uint32Array,
  values: readonly Scalar[],
): NonNullable<ColumnHead["coded"]> {
  const json = encoder.encode(JSON.stringify(values));
  return {
    ...packCodeList(packer, codes, values.length),
    ...(rows !== undefined && { rows }),
    count: codes.length,
    values: { at: packer.append(json), bytes: json.length },
  };
}

/** Codes from 1 and their values, of which each occurs; two spellings of a text have one code. */
function codeTexts(
  column: GrowingColumn,
  listed: ListedValues,
): { rows: Uint32Array; codes: Uint32Array; values: Scalar[] } {
  const { length, isMany, texts } = column;
  const { rows } = listed;
  const codes = new Uint32Array(length);
  const values: Scalar[] = [];
  const codeOfValue = new Map<Scalar, number>();
  const newCodes = new Uint32Array(firstTextCode + texts.starts.length);
  for (let at = 0; at < length; at++) {
    const code = listed.codes[at]!;
    let newCode = newCodes[code]!;
    if (newCode === 0) {
      if (code === codeOf.unlisted || (isMany && code >= firstTextCode)) continue;
      const value = valueOf(column, code);
      // An array that cannot be written again.
      if (value === undefined) continue;
      const known = codeOfValue.get(value);
      newCode = known ?? values.push(value);
      codeOfValue.set(value, newCode);
      newCodes[code] = newCode;
    }
    codes[at] = newCode;
  }
  return { rows, codes, values };
}

function valueOf(column: GrowingColumn, code: number): Scalar | undefined {
  if (code >= firstTextCode) return textOfCode(column, code);
  return code === codeOf.null ? null : code === codeOf.true;
}

/** Codes from 1 of numbers with few values; undefined when there are more, or some that JSON cannot write. */
function codeNumbers(numbers: Float64Array): { codes: Uint32Array; values: number[] } | undefined {
  const codeOfNumber = new Map<number, number>();
  let last = NaN;
  for (let at = 0; at < numbers.length; at++) {
    const value = numbers[at]!;
    if (value === last) continue;
    last = value;
    if (codeOfNumber.has(value)) continue;
    if (codeOfNumber.size === maxCodedNumbers || !Number.isFinite(value)) return undefined;
    codeOfNumber.set(value, codeOfNumber.size + 1);
  }
  const codes = new Uint32Array(numbers.length);
  let code = 0;
  for (let at = 0; at < numbers.length; at++) {
    if (at === 0 || numbers[at] !== numbers[at - 1]) code = codeOfNumber.get(numbers[at]!)!;
    codes[at] = code;
  }
  return { codes, values: [...codeOfNumber.keys()] };
}

/** Merges two ascending lists of rows; the codes of the second one are shifted. */
function mergeRows(
  rows: Uint32Array,
  codes: Uint32Array,
  otherRows: Uint32Array,
  otherCodes: Uint32Array,
  shift: number,
): { rows: Uint32Array; codes: Uint32Array } {
  const length = rows.length + otherRows.length;
  const merged = { rows: new Uint32Array(length), codes: new Uint32Array(length) };
  for (let at = 0, one = 0, other = 0; at < length; at++) {
    if (other === otherRows.length || (one < rows.length && rows[one]! < otherRows[other]!)) {
      merged.rows[at] = rows[one]!;
      merged.codes[at] = codes[one++]!;
    } else {
      merged.rows[at] = otherRows[other]!;
      merged.codes[at] = otherCodes[other++]! + shift;
    }
  }
  return merged;
}

/** Packs numbers, one for each row of their list. */
export function packList(packer: RecordPacker, numbers: ArrayLike<number>): NumbersHead {
  const { bytes, ...shape } = packNumbers(numbers);
  return { ...shape, at: packer.append(bytes) };
}

/** Packs codes, one for each row of their list. @param most no code is larger */
export function packCodeList(packer: RecordPacker, codes: Uint32Array, most: number): CodesHead {
  const only = codes[0] ?? 0;
  if (isAll(codes, only)) return { width: 0, at: 0, only };
  const { width, bytes } = packCodes(codes, most);
  return { width, at: packer.append(bytes) };
}

function isAll(codes: Uint32Array, only: number): boolean {
  for (let at = 1; at < codes.length; at++) if (codes[at] !== only) return false;
  return true;
}

/** The bytes of some doubles, without a copy. */
export function bytesOf({ buffer, byteOffset, byteLength }: Float64Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
