import type { SequenceCalls } from "./call-spans.ts";

/** What is told of calls in the order in which they begin and end. */
export interface CallSweep {
  /** A call is over. */
  ends(call: number): void;
  /**
   * A call begins; all calls that ended until this moment have been told.
   *
   * @param after the call that ended last until now; -1 for none
   * @param beside how many calls are under way; those without an end in the log are not counted
   */
  begins(call: number, after: number, beside: number): void;
}

/**
 * Goes through calls by time, at one moment ends before beginnings. Calls without a time are left out, and those without an end
 * only begin. Of several that begin or end at one moment the first by index comes first.
 */
export function sweepCalls({ began, ended }: Pick<SequenceCalls, "began" | "ended">, sweep: CallSweep): void {
  const order = indexesBy(began, (a, b) => a - b);
  const rank = new Int32Array(began.length);
  for (const [at, call] of order.entries()) rank[call] = at;
  const ends = indexesBy(ended, (a, b) => rank[a]! - rank[b]!).filter((call) => !Number.isNaN(began[call]!));
  let told = 0;
  let finite = 0;
  for (const call of order) {
    const nowMs = began[call]!;
    // A call of no length ends at the moment in which it begins: not before itself.
    while (told < ends.length && ended[ends[told]!]! <= nowMs && rank[ends[told]!]! < rank[call]!)
      sweep.ends(ends[told++]!);
    sweep.begins(call, told === 0 ? -1 : ends[told - 1]!, finite - told);
    if (!Number.isNaN(ended[call]!)) finite++;
  }
  while (told < ends.length) sweep.ends(ends[told++]!);
}

/** The indexes of the numbers that are known, ascending. */
function indexesBy(numbers: Float64Array, compareEqual: (a: number, b: number) => number): Int32Array {
  return Int32Array.from(numbers.keys())
    .filter((index) => !Number.isNaN(numbers[index]!))
    .sort((a, b) => numbers[a]! - numbers[b]! || compareEqual(a, b));
}
