import type { FieldColumn } from "../../columns/field-block.ts";
import { createScale, type NumberScale } from "./number-scale.ts";

/** Of a field with more distinct numbers, the numbers are counted in bins. */
const maxListedNumbers = 256;

/** What numbers a field has. */
export interface NumberRange {
  least: number;
  most: number;
  /** Numbers of blocks that list theirs. */
  listed: ReadonlySet<number>;
  /** Some block has too many to list them. */
  isPlain: boolean;
}

/** The range of a field, with those of more blocks. */
export function widenRange(range: NumberRange | undefined, columns: FieldColumn[]): NumberRange {
  let { least, most, isPlain } = range ?? { least: Infinity, most: -Infinity, isPlain: false };
  const listed = new Set(range?.listed);
  for (const { coded, plain } of columns) {
    for (const value of coded?.values ?? []) {
      if (typeof value !== "number") continue;
      listed.add(value);
      if (value < least) least = value;
      if (value > most) most = value;
    }
    const numbers = plain?.numbers ?? [];
    for (let at = 0; at < numbers.length; at++) {
      const number = numbers[at]!;
      if (number < least) least = number;
      if (number > most) most = number;
    }
    if (numbers.length > 0) isPlain = true;
  }
  return { least, most, listed, isPlain };
}

/** The scale of the numbers, where they are too many to be listed. */
export function scaleOf({ least, most, listed, isPlain }: NumberRange): NumberScale | undefined {
  if (!isPlain && listed.size <= maxListedNumbers) return undefined;
  return least <= most ? createScale(least, most) : undefined;
}
