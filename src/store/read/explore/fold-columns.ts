import { isOfFirstLine } from "../../../query/match/fold-call.ts";
import type { CallIndex } from "./call-index.ts";
import type { Earlier } from "./log-chunks.ts";
import { absent, createCodes, firstCode, type Codes, type LogColumn } from "./log-column.ts";

/** Folds codes of lines into those of calls: that of the end wins, then that of a later line; of a time that of the first line. */
export function foldCodes(path: string, codes: Codes, folded: Codes, index: CallIndex): void {
  const { callOf, earlyEnds } = index;
  if (isOfFirstLine(path)) return takeFirst(codes, folded, index);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code !== absent && callOf[row]! >= 0) folded[callOf[row]!] = code;
  }
  for (const row of earlyEnds) if (codes[row] !== absent) folded[callOf[row]!] = codes[row]!;
}

/** Gives each call the value of its first line. */
function takeFirst<Values extends Codes | Float64Array>(values: Values, to: Values, { firstRow }: CallIndex): void {
  for (let call = 0; call < firstRow.length; call++) to[call] = values[firstRow[call]!]!;
}

/** Folds values of lines into those of calls that have a line from a row on, as `foldCodes` does. */
function foldLater<Values extends Codes | Float64Array>(
  codes: Codes,
  values: Values,
  folded: Values,
  none: number,
  fromRow: number,
  { callOf, firstRow, lastRow, nextRow, endRow }: CallIndex,
): void {
  for (let last = fromRow; last < codes.length; last++) {
    const call = callOf[last]!;
    if (call < 0 || lastRow[call] !== last) continue;
    let found = none;
    for (let row = firstRow[call]!; row >= 0; row = nextRow[row]!) if (codes[row] !== absent) found = values[row]!;
    const end = endRow[call]!;
    folded[call] = end >= 0 && codes[end] !== absent ? values[end]! : found;
  }
}

/** The column of a field over calls. @param before of the log before it grew */
export function foldColumn(column: LogColumn, index: CallIndex, before?: Earlier<LogColumn>): LogColumn {
  const { path, codes, growth } = column;
  const folded = createCodes(index.calls, 256 ** codes.BYTES_PER_ELEMENT);
  const isSame = growth !== undefined && before?.value.growth?.codeOfValue === growth.codeOfValue;
  if (isSame && !isOfFirstLine(path)) {
    folded.set(before.value.codes);
    foldLater(codes, codes, folded, absent, before.settledRows, index);
  } else foldCodes(path, codes, folded, index);
  return { ...column, codes: folded, hasUnlisted: column.hasUnlisted && folded.includes(1) };
}

/** The numbers of a field over calls; NaN where the value that counts is none. @param before of the log before it grew */
export function foldNumbers(
  { path, codes }: LogColumn,
  numbers: Float64Array,
  index: CallIndex,
  before?: Earlier<Float64Array>,
): Float64Array {
  const { callOf, earlyEnds } = index;
  const folded = new Float64Array(index.calls).fill(NaN);
  if (isOfFirstLine(path)) {
    takeFirst(numbers, folded, index);
    return folded;
  }
  if (before !== undefined) {
    folded.set(before.value);
    foldLater(codes, numbers, folded, NaN, before.settledRows, index);
    return folded;
  }
  for (let row = 0; row < codes.length; row++)
    if (codes[row] !== absent && callOf[row]! >= 0) folded[callOf[row]!] = numbers[row]!;
  for (const row of earlyEnds) if (codes[row] !== absent) folded[callOf[row]!] = numbers[row]!;
  return folded;
}

/** Marks the calls of which any line is marked. */
export function foldAny(marks: Uint8Array, to: Uint8Array, { callOf }: CallIndex): void {
  for (let row = 0; row < callOf.length; row++) if (marks[row] === 1 && callOf[row]! >= 0) to[callOf[row]!] = 1;
}

/** The values that any line of a call has, as codes of sets. Of more than 31 values the later ones are left out. */
export function foldSets(column: LogColumn, index: CallIndex): LogColumn {
  const { codes, firstValue, values } = column;
  const bits = new Int32Array(index.calls);
  for (let row = 0; row < codes.length; row++) {
    const value = codes[row]! - firstValue;
    if (value >= 0 && value < 31 && index.callOf[row]! >= 0) bits[index.callOf[row]!]! |= 1 << value;
  }
  const codeOfBits = new Map<number, number>([[0, absent]]);
  for (const some of bits) if (!codeOfBits.has(some)) codeOfBits.set(some, firstCode + codeOfBits.size - 1);
  const folded = createCodes(index.calls, firstCode + codeOfBits.size);
  for (let call = 0; call < bits.length; call++) folded[call] = codeOfBits.get(bits[call]!)!;
  const sets = [...codeOfBits.keys()]
    .slice(1)
    .map((some) => values.flatMap((_, at) => ((some >>> at) & 1 ? [at] : [])));
  return { ...column, firstValue: firstCode, codes: folded, sets, hasUnlisted: false };
}
