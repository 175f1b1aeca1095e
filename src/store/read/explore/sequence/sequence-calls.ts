import { callSpan, type SequenceCalls } from "../../../../analytics/sequence/call-spans.ts";
import type { Sequence } from "../../../../analytics/sequence/read-sequence.ts";
import { readSequence } from "../../../../analytics/sequence/read-sequence.ts";
import type { CallInSequence, CallSequence } from "../../../explore.ts";
import { absent } from "../log-column.ts";
import type { ViewTable } from "../log-tables.ts";
import type { Mask } from "../masks.ts";
import { valueIds } from "../measure/divide-rows.ts";
import { lineOfRow, outcomes, positionOfLine, type RowTable } from "../row-table.ts";

/** Most services whose followings are counted. */
const mostServices = 12;
const [ok, error, unfinished] = [outcomes.indexOf("ok"), outcomes.indexOf("error"), outcomes.indexOf("unfinished")];

/**
 * Reads the calls that do not fail a query as a sequence.
 *
 * @param view of calls
 * @param asked positions of rows of which is told what stood before them; others are ignored
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function sequenceCalls(
  view: ViewTable,
  failed: Mask,
  asked: number[],
  signal: AbortSignal | undefined,
): Promise<Omit<CallSequence, "position">> {
  const { table } = view;
  const rows = Int32Array.from(failed.subarray(0, table.rows).keys()).filter((row) => failed[row] === 0);
  const { ids, values } = await valueIds(view, rows, "service", signal);
  const services = mostFrequent(ids, values.length);
  const calls = readCalls(view, rows, ids, services);
  const wanted = new Map(asked.map((position) => [rowAt(table, position), position]));
  const waits: CallInSequence[] = [];
  const positionOf = (call: number) => positionOfLine(table.chunks, lineOfRow(table, rows[call]!));
  const sequence = readSequence(calls, (call, { after, sinceMs, beside }) => {
    const position = wanted.get(rows[call]!);
    if (position === undefined) return;
    const times = { beganMs: calls.began[call]!, endedMs: calls.ended[call]! };
    waits.push({ position, ...times, beside, ...(after >= 0 && { after: { position: positionOf(after), sinceMs } }) });
  });
  return {
    total: rows.length,
    ...withPositions(sequence, positionOf),
    services: services.map((id) => String(values[id]!)),
    otherServices: values.length - services.length,
    calls: waits,
  };
}

function readCalls({ table, lines }: ViewTable, rows: Int32Array, ids: Int32Array, kept: number[]): SequenceCalls {
  const { startRow, firstRow, lastRow, endRow } = table.index!;
  const durations = table.column("duration_ms") && table.numbers("duration_ms");
  const initiators = table.column("initiator")?.codes;
  const timeOf = (line: number) => (line < 0 ? NaN : lines.times[line]!);
  const calls: SequenceCalls = {
    began: new Float64Array(rows.length),
    ended: new Float64Array(rows.length),
    failed: Int8Array.from(rows, (row) => (table.outcomes[row] === error ? 1 : table.outcomes[row] === ok ? 0 : -1)),
    services: ids.map((id) => kept.indexOf(id)),
    serviceCount: kept.length,
  };
  for (const [call, row] of rows.entries()) {
    const end = endRow[row]! >= 0 ? endRow[row]! : table.outcomes[row] === unfinished ? -1 : lastRow[row]!;
    const [beganMs, endedMs] = callSpan({
      startMs: timeOf(startRow[row]!),
      firstMs: timeOf(firstRow[row]!),
      endMs: timeOf(end),
      durationMs: durations?.[row] ?? NaN,
      isOwn: initiators !== undefined && initiators[row] !== absent,
    });
    calls.began[call] = beganMs;
    calls.ended[call] = endedMs;
  }
  return calls;
}

/** The most frequent ids, in the order in which they first come. */
function mostFrequent(ids: Int32Array, count: number): number[] {
  const counts = new Uint32Array(count);
  for (const id of ids) if (id >= 0) counts[id]!++;
  return [...counts.keys()]
    .sort((a, b) => counts[b]! - counts[a]! || a - b)
    .slice(0, mostServices)
    .sort((a, b) => a - b);
}

/** The call that has a line at a position; -1 where none has. */
function rowAt({ chunks, index }: RowTable, position: number): number {
  const chunk = chunks.chunks.findLast(({ firstPosition }) => firstPosition <= position);
  return chunk === undefined ? -1 : (index!.callOf[chunk.firstRow + position - chunk.firstPosition] ?? -1);
}

function withPositions({ idle, firstFailure, ...sequence }: Sequence, positionOf: (call: number) => number): Sequence {
  return {
    ...sequence,
    idle: idle.map((time) => ({ ...time, before: positionOf(time.before) })),
    ...(firstFailure && { firstFailure: { ...firstFailure, call: positionOf(firstFailure.call) } }),
  };
}
