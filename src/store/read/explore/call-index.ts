import { createKeyNumbers, type KeyNumbers } from "./key-numbers.ts";
import type { LogChunks } from "./log-chunks.ts";
import { firstCode, type Codes, type LogColumn } from "./log-column.ts";

/** Which lines are which call. Calls are numbered by their first lines. */
export interface CallIndex {
  calls: number;
  /** The call of each line, or -1. */
  callOf: Int32Array;
  /** For each line the next one of its call, or -1. */
  nextRow: Int32Array;
  /** For each call its first and last line, and the last line that is a start or an end, or -1. */
  firstRow: Int32Array;
  lastRow: Int32Array;
  startRow: Int32Array;
  endRow: Int32Array;
  /** The ends that have another line of their call after them. */
  earlyEnds: Int32Array;
  /** Numbers of the calls by their keys; those of later lines are added. */
  numbers: KeyNumbers;
}

const none = 0;
const start = 1;
const end = 2;
const sentence = 3;
const roles = new Map<unknown, number>([
  ["request_start", start],
  ["request_success", end],
  ["request_error", end],
  ["request_cancelled", end],
  ["imported_sentence", sentence],
]);

/**
 * Finds the lines of each call by their request ids. Sentences of an import that repeat an event belong to no call.
 *
 * @param before that of the log before it grew; only its new lines are read
 */
export function indexCalls({ blocks, rows }: LogChunks, event: LogColumn | undefined, before?: CallIndex): CallIndex {
  const roleOf = event?.values.map((value) => roles.get(value) ?? none) ?? [];
  const roleOfCode = Uint8Array.from([...new Array<number>(event?.firstValue ?? firstCode).fill(none), ...roleOf]);
  const events: Codes = event?.codes ?? new Uint8Array(rows);
  const rowsBefore = before?.callOf.length ?? 0;
  const fresh = blocks.filter(({ firstRow, block }) => firstRow + block.length > rowsBefore);
  let calls = before?.calls ?? 0;
  const mostCalls = calls + fresh.reduce((sum, { block }) => sum + block.requestKeys.length, 0);
  const numbers = before?.numbers ?? createKeyNumbers(mostCalls);
  const callOf = longer(before?.callOf, rows);
  const nextRow = longer(before?.nextRow, rows);
  const firstRow = longer(before?.firstRow, mostCalls);
  const lastRow = longer(before?.lastRow, mostCalls);
  const startRow = longer(before?.startRow, mostCalls);
  const endRow = longer(before?.endRow, mostCalls);
  for (const { firstRow: first, block } of fresh) {
    const { requestCodes, requestKeys, length } = block;
    const callOfCode = new Int32Array(requestKeys.length + 1).fill(-1);
    for (let at = Math.max(0, rowsBefore - first); at < length; at++) {
      const code = requestCodes[at]!;
      const row = first + at;
      const role = roleOfCode[events[row]!]!;
      if (code === 0 || role === sentence) continue;
      let call = callOfCode[code]!;
      if (call < 0) call = callOfCode[code] = numbers.of(requestKeys[code - 1]!);
      if (call === calls) {
        firstRow[call] = row;
        calls++;
      } else nextRow[lastRow[call]!] = row;
      callOf[row] = call;
      lastRow[call] = row;
      if (role === start) startRow[call] = row;
      if (role === end) endRow[call] = row;
    }
  }
  const earlyEnds: number[] = [];
  for (let call = 0; call < calls; call++)
    if (endRow[call]! >= 0 && endRow[call] !== lastRow[call]) earlyEnds.push(endRow[call]!);
  const ofCalls = (some: Int32Array) => some.subarray(0, calls);
  return {
    calls,
    callOf,
    nextRow,
    firstRow: ofCalls(firstRow),
    lastRow: ofCalls(lastRow),
    startRow: ofCalls(startRow),
    endRow: ofCalls(endRow),
    earlyEnds: Int32Array.from(earlyEnds),
    numbers,
  };
}

/** The lines of a call, ascending. */
export function linesOfCall({ firstRow, nextRow }: CallIndex, call: number): number[] {
  const lines: number[] = [];
  for (let row = firstRow[call]!; row >= 0; row = nextRow[row]!) lines.push(row);
  return lines;
}

/** The line that names a call: its end, or its last line. */
export function namingRow({ endRow, lastRow }: CallIndex, call: number): number {
  const end = endRow[call]!;
  return end >= 0 ? end : lastRow[call]!;
}

function longer(before: Int32Array | undefined, length: number): Int32Array {
  const numbers = new Int32Array(length).fill(-1, before?.length);
  if (before !== undefined) numbers.set(before);
  return numbers;
}
