import type { Scalar } from "../../../query/query.ts";
import type { FieldColumn } from "../../columns/field-block.ts";
import type { LogChunks } from "./log-chunks.ts";
import { binOf, createScale, scaleBins, type NumberScale } from "./number-scale.ts";

export type Codes = Uint8Array | Uint16Array | Uint32Array;

/** Code of a row without a value. */
export const absent = 0;
/** Code of a row whose text is only in its line. */
export const unlisted = 1;
/** Code of the first bin of numbers, or of the first value where the column has no bins. */
export const firstCode = 2;
/** Of a field with more distinct numbers, the numbers are counted in bins. */
const maxListedNumbers = 256;

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

/** The column of a field over all lines; undefined where no line has it. */
export function lineColumn(chunks: LogChunks, path: string): LogColumn | undefined {
  const parts = partsOf(chunks, path);
  if (parts.length === 0) return undefined;
  const scale = scaleOf(parts);
  const firstValue = scale === undefined ? firstCode : firstCode + scaleBins;
  const codeOfValue = new Map<Scalar, number>();
  const tables = parts.map(({ column: { coded } }) => {
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
  });
  const codes = createCodes(chunks.rows, firstValue + codeOfValue.size);
  let hasUnlisted = false;
  for (const [index, { firstRow, column }] of parts.entries()) {
    if (column.coded !== undefined && fillCoded(codes, firstRow, column.coded, tables[index]!)) hasUnlisted = true;
    if (column.plain !== undefined) fillBins(codes, firstRow, column.plain, scale!);
  }
  return { path, codes, firstValue, values: [...codeOfValue.keys()], hasUnlisted, ...(scale && { scale }) };
}

/** The numbers of a field over all lines, NaN where a line has none. */
export function lineNumbers(chunks: LogChunks, path: string): Float64Array {
  const numbers = new Float64Array(chunks.rows).fill(NaN);
  for (const { firstRow, column } of partsOf(chunks, path)) {
    const { coded, plain } = column;
    if (coded !== undefined) {
      const table = [NaN, ...coded.values.map((value) => (typeof value === "number" ? value : NaN))];
      const { rows, codes } = coded;
      for (let at = 0; at < codes.length; at++) numbers[firstRow + (rows?.[at] ?? at)] = table[codes[at]!]!;
    }
    if (plain !== undefined) {
      const { rows } = plain;
      for (let at = 0; at < plain.numbers.length; at++) numbers[firstRow + (rows?.[at] ?? at)] = plain.numbers[at]!;
    }
  }
  return numbers;
}

function partsOf({ chunks }: LogChunks, path: string): Part[] {
  return chunks.flatMap(({ firstRow, block }) => {
    const column = block.column(path);
    return column === undefined ? [] : [{ firstRow, column }];
  });
}

/** The scale of the numbers, where they are too many to be listed. */
function scaleOf(parts: Part[]): NumberScale | undefined {
  const listed = new Set<number>();
  let [least, most, isPlain] = [Infinity, -Infinity, false];
  for (const { column } of parts) {
    for (const value of column.coded?.values ?? []) if (typeof value === "number") listed.add(value);
    const numbers = column.plain?.numbers ?? [];
    for (let at = 0; at < numbers.length; at++) {
      const number = numbers[at]!;
      if (number < least) least = number;
      if (number > most) most = number;
    }
    if (numbers.length > 0) isPlain = true;
  }
  if (!isPlain && listed.size <= maxListedNumbers) return undefined;
  for (const number of listed) [least, most] = [Math.min(least, number), Math.max(most, number)];
  return least <= most ? createScale(least, most) : undefined;
}

/** Writes the codes of the whole log; returns whether a text is unlisted. */
function fillCoded(
  to: Codes,
  firstRow: number,
  { rows, codes }: NonNullable<FieldColumn["coded"]>,
  table: Uint32Array,
): boolean {
  let hasUnlisted = false;
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at]!;
    if (code === 0) hasUnlisted = true;
    to[firstRow + (rows === undefined ? at : rows[at]!)] = table[code]!;
  }
  return hasUnlisted;
}

function fillBins(
  to: Codes,
  firstRow: number,
  { rows, numbers }: NonNullable<FieldColumn["plain"]>,
  scale: NumberScale,
): void {
  for (let at = 0; at < numbers.length; at++) {
    const number = numbers[at]!;
    if (number === number) to[firstRow + (rows === undefined ? at : rows[at]!)] = firstCode + binOf(scale, number);
  }
}
