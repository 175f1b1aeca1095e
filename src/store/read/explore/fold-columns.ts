import type { CallIndex } from "./call-index.ts";
import { absent, createCodes, firstCode, type Codes, type LogColumn } from "./log-column.ts";

/** Folds codes of lines into those of calls: that of the end wins, then that of a later line. */
export function foldCodes(codes: Codes, folded: Codes, { callOf, earlyEnds }: CallIndex): void {
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code !== absent && callOf[row]! >= 0) folded[callOf[row]!] = code;
  }
  for (const row of earlyEnds) if (codes[row] !== absent) folded[callOf[row]!] = codes[row]!;
}

/** The column of a field over calls. */
export function foldColumn(column: LogColumn, index: CallIndex): LogColumn {
  const { codes } = column;
  const folded = createCodes(index.calls, 256 ** codes.BYTES_PER_ELEMENT);
  foldCodes(codes, folded, index);
  return { ...column, codes: folded, hasUnlisted: column.hasUnlisted && folded.includes(1) };
}

/** The numbers of a field over calls; NaN where the value that counts is none. */
export function foldNumbers({ codes }: LogColumn, numbers: Float64Array, index: CallIndex): Float64Array {
  const { callOf, earlyEnds } = index;
  const folded = new Float64Array(index.calls).fill(NaN);
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
