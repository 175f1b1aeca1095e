import { patternPath } from "../../../query/messages/message-pattern.ts";
import type { Scalar } from "../../../query/query.ts";
import type { FieldColumn } from "../../columns/field-block.ts";
import { indexOfRow } from "../../columns/segment-blocks.ts";
import type { Earlier, LogChunks } from "./log-chunks.ts";
import { patternColumn } from "./patterns/pattern-columns.ts";
import { scaleOf, widenRange, type NumberRange } from "./number-range.ts";
import { binOf, isSameScale, scaleBins, type NumberScale } from "./number-scale.ts";

export type Codes = Uint8Array | Uint16Array | Uint32Array;

/** Code of a row without a value. */
export const absent = 0;
/** Code of a row whose text is only in its line. */
export const unlisted = 1;
/** Code of the first bin of numbers, or of the first value where the column has no bins. */
export const firstCode = 2;
/** The values of one field in all rows, as codes over a dictionary of the whole log. */
export interface LogColumn {
  path: string;
  codes: Codes;
  /** Code of `values[0]`. */
  firstValue: number;
  values: readonly Scalar[];
  /** Where the numbers are many: code `firstCode + bin` stands for those of a bin, and `values` has none. */
  scale?: NumberScale;
  hasUnlisted: boolean;
  /** Where a row may have several values: code `firstValue + i` stands for the values at the indexes `sets[i]`. */
  sets?: readonly (readonly number[])[];
  /** What the column is made from when the log has grown. */
  growth?: ColumnGrowth;
}

/** How a column of lines goes on; columns with the same `codeOfValue` have the same codes for the same values. */
interface ColumnGrowth {
  codeOfValue: Map<Scalar, number>;
  range: NumberRange;
  /** Some text of the settled rows is unlisted. */
  hasUnlisted: boolean;
}

/** Which call each line is of. */
interface CallsOfLines {
  calls: number;
  /** The call of each line, or -1. */
  callOf: Int32Array;
  /** The ends that have another line of their call after them. */
  earlyEnds: Int32Array;
}

/** Codes of the fewest bytes. */
export function createCodes(rows: number, codes: number): Codes {
  return codes <= 256 ? new Uint8Array(rows) : codes <= 65_536 ? new Uint16Array(rows) : new Uint32Array(rows);
}

/** Codes that one count has to tell apart. */
export function codeCount({ firstValue, values, sets }: LogColumn): number {
  return firstValue + (sets ?? values).length;
}

interface Part {
  firstRow: number;
  column: FieldColumn;
}

/** The column of a field over all lines; undefined where no line has it. @param before of the log before it grew */
export function lineColumn(chunks: LogChunks, path: string, before?: Earlier<LogColumn>): LogColumn | undefined {
  return makeColumn(chunks, path, before, undefined);
}

/**
 * The column of a field over calls, as `foldColumn` makes it, without that of the lines, which would take as long again. It
 * cannot be continued when the log grows.
 */
export function callColumn(chunks: LogChunks, path: string, index: CallsOfLines): LogColumn | undefined {
  return makeColumn(chunks, path, undefined, index);
}

function makeColumn(
  chunks: LogChunks,
  path: string,
  before: Earlier<LogColumn> | undefined,
  calls: CallsOfLines | undefined,
): LogColumn | undefined {
  const { growth, scale: scaleBefore, codes: codesBefore } = before?.value ?? {};
  const all = partsOf(chunks, path, 0);
  if (all.length === 0) return undefined;
  const fresh = all.filter(({ firstRow }) => firstRow >= (before?.settledRows ?? 0));
  const range = widenRange(
    growth?.range,
    fresh.map(({ column }) => column),
  );
  const scale = scaleOf(range);
  const isSame = growth !== undefined && isSameScale(scale, scaleBefore);
  const parts = isSame ? fresh : all;
  const firstValue = scale === undefined ? firstCode : firstCode + scaleBins;
  const codeOfValue = isSame ? growth.codeOfValue : new Map<Scalar, number>();
  const tables = parts.map(({ column }) => codeTable(column, codeOfValue, firstValue, scale));
  const codes = createCodes(calls?.calls ?? chunks.rows, firstValue + codeOfValue.size);
  if (isSame) codes.set(codesBefore!.subarray(0, before!.settledRows));
  let [hasUnlisted, settledUnlisted] = isSame ? [growth.hasUnlisted, growth.hasUnlisted] : [false, false];
  for (const [index, { firstRow, column }] of parts.entries()) {
    if (column.coded !== undefined && fillCoded(codes, firstRow, column.coded, tables[index]!, calls)) {
      hasUnlisted = true;
      settledUnlisted ||= firstRow < chunks.settledRows;
    }
    if (column.plain !== undefined) fillBins(codes, firstRow, column.plain, scale!, calls);
  }
  for (const line of calls?.earlyEnds ?? []) {
    const code = codeOfLine(line, parts, tables, scale);
    if (code !== absent) codes[calls!.callOf[line]!] = code;
  }
  return {
    path,
    codes,
    firstValue,
    values: [...codeOfValue.keys()],
    hasUnlisted: hasUnlisted && (calls === undefined || codes.includes(unlisted)),
    ...(scale && { scale }),
    ...(calls === undefined && { growth: { codeOfValue, range, hasUnlisted: settledUnlisted } }),
  };
}

/** The code in the whole log of each code of a block; new values get new codes. */
function codeTable(
  { coded }: FieldColumn,
  codeOfValue: Map<Scalar, number>,
  firstValue: number,
  scale: NumberScale | undefined,
): Uint32Array {
  const table = new Uint32Array((coded?.values.length ?? 0) + 1);
  table[0] = unlisted;
  for (const [index, value] of (coded?.values ?? []).entries()) {
    if (scale !== undefined && typeof value === "number") table[index + 1] = firstCode + binOf(scale, value);
    else {
      let code = codeOfValue.get(value);
      if (code === undefined) codeOfValue.set(value, (code = firstValue + codeOfValue.size));
      table[index + 1] = code;
    }
  }
  return table;
}

/** The numbers of a field over all lines, NaN where a line has none. @param before of the log before it grew */
export function lineNumbers(chunks: LogChunks, path: string, before?: Earlier<Float64Array>): Float64Array {
  const { value, settledRows = 0 } = before ?? {};
  const numbers = new Float64Array(chunks.rows).fill(NaN, settledRows);
  if (value !== undefined) numbers.set(value.subarray(0, settledRows));
  for (const { firstRow, column } of partsOf(chunks, path, settledRows)) {
    const { coded, plain } = column;
    if (coded !== undefined) {
      const table = [NaN, ...coded.values.map((value) => (typeof value === "number" ? value : NaN))];
      const { rows, codes } = coded;
      for (let at = 0; at < codes.length; at++) numbers[firstRow + (rows?.[at] ?? at)] = table[codes[at]!]!;
    }
    if (plain !== undefined) {
      const { rows } = plain;
      if (rows === undefined) numbers.set(plain.numbers, firstRow);
      else for (let at = 0; at < rows.length; at++) numbers[firstRow + rows[at]!] = plain.numbers[at]!;
    }
  }
  return numbers;
}

/** The parts from a row on. */
function partsOf({ blocks, chunks }: LogChunks, path: string, fromRow: number): Part[] {
  if (path === patternPath) {
    return chunks.flatMap((chunk) => {
      const column = chunk.firstRow < fromRow ? undefined : patternColumn(chunk);
      return column === undefined ? [] : [{ firstRow: chunk.firstRow, column }];
    });
  }
  return blocks.flatMap(({ firstRow, block }) => {
    const column = firstRow < fromRow ? undefined : block.column(path);
    return column === undefined ? [] : [{ firstRow, column }];
  });
}

/** Writes the codes of the whole log, by line or by call; returns whether a text is unlisted. */
function fillCoded(
  to: Codes,
  firstRow: number,
  { rows, codes }: NonNullable<FieldColumn["coded"]>,
  table: Uint32Array,
  calls: CallsOfLines | undefined,
): boolean {
  if (calls !== undefined) foldCoded(to, firstRow, rows, codes, table, calls.callOf);
  else if (rows === undefined) for (let at = 0; at < codes.length; at++) to[firstRow + at] = table[codes[at]!]!;
  else for (let at = 0; at < codes.length; at++) to[firstRow + rows[at]!] = table[codes[at]!]!;
  return (codes as Uint8Array).includes(0);
}

/** Writes them by call. Of several lines the last one counts. */
function foldCoded(
  to: Codes,
  firstRow: number,
  rows: ArrayLike<number> | undefined,
  codes: ArrayLike<number>,
  table: Uint32Array,
  callOf: Int32Array,
): void {
  for (let at = 0; at < codes.length; at++) {
    const call = callOf[firstRow + (rows === undefined ? at : rows[at]!)]!;
    if (call >= 0) to[call] = table[codes[at]!]!;
  }
}

function fillBins(
  to: Codes,
  firstRow: number,
  { rows, numbers }: NonNullable<FieldColumn["plain"]>,
  scale: NumberScale,
  calls: CallsOfLines | undefined,
): void {
  for (let at = 0; at < numbers.length; at++) {
    const number = numbers[at]!;
    const line = firstRow + (rows === undefined ? at : rows[at]!);
    const row = calls === undefined ? line : calls.callOf[line]!;
    if (number === number && row >= 0) to[row] = firstCode + binOf(scale, number);
  }
}

/** The code of one line. */
function codeOfLine(line: number, parts: Part[], tables: Uint32Array[], scale: NumberScale | undefined): number {
  const index = parts.findLastIndex(({ firstRow }) => firstRow <= line);
  if (index < 0) return absent;
  const { firstRow, column } = parts[index]!;
  const { coded, plain } = column;
  const at = coded === undefined ? -1 : placeOfRow(coded.rows, coded.codes.length, line - firstRow);
  if (at >= 0) return tables[index]![coded!.codes[at]!]!;
  const place = plain === undefined ? -1 : placeOfRow(plain.rows, plain.numbers.length, line - firstRow);
  const number = place < 0 ? NaN : plain!.numbers[place]!;
  return number === number ? firstCode + binOf(scale!, number) : absent;
}

/** Index of a row in an ascending list, or -1. @param rows undefined for all rows */
function placeOfRow(rows: ArrayLike<number> | undefined, count: number, row: number): number {
  if (rows === undefined) return row < count ? row : -1;
  const at = indexOfRow(rows, row);
  return rows[at] === row ? at : -1;
}
