import type { FieldTest } from "../../../../query/query.ts";
import { readNumber } from "../../../../query/read-number.ts";

/** Numbers from the least to the most, both included. */
export interface NumberSpan {
  least: number;
  most: number;
}

const nothing: NumberSpan = { least: Infinity, most: -Infinity };

/** The numbers that pass a test, where they are a span; undefined where each has to be tested. */
export function numberSpan(path: string, test: FieldTest): NumberSpan | undefined {
  const read = (text: string) => (path === "timestamp" ? Date.parse(text) : (readNumber(text) ?? NaN));
  if (test.is === "value" && (path === "timestamp" || !test.isQuoted)) {
    const number = read(test.value);
    return Number.isNaN(number) ? nothing : { least: number, most: number };
  }
  if (test.is !== "range" || path === "level") return undefined;
  const { from, to } = test;
  const [least, most] = [from ? read(from.value) : -Infinity, to ? read(to.value) : Infinity];
  if (Number.isNaN(least) || Number.isNaN(most)) return nothing;
  return {
    least: from?.isInclusive === false ? nextAbove(least) : least,
    most: to?.isInclusive === false ? -nextAbove(-most) : most,
  };
}

/** The next larger number. */
function nextAbove(number: number): number {
  if (number === 0) return Number.MIN_VALUE;
  const bits = new BigInt64Array(1);
  const float = new Float64Array(bits.buffer);
  float[0] = number;
  bits[0]! += number > 0 ? 1n : -1n;
  return float[0];
}
