import { joinBytes } from "../../basics/bytes.ts";
import { readRecord } from "../../basics/record.ts";
import { readRecords } from "../read-records.ts";

/** Lines that are handed on at once where they have to be put in order. */
const linesAtOnce = 1_000;

/**
 * A log as *Console JSONL* in the order of the times of its lines, those of one time as they stand; a line without a time stays
 * behind the one before. A log that is in order already, as almost every one is, stays the same file. Beside some lines only
 * the place and the time of each are in memory.
 *
 * @throws DOMException `AbortError` when the signal aborts
 */
export async function inTimeOrder(jsonl: Blob, signal?: AbortSignal): Promise<Blob> {
  const starts: number[] = [];
  const times: number[] = [];
  const decoder = new TextDecoder();
  let isOrdered = true;
  for await (const { records, startByte } of readRecords(jsonl, false, signal)) {
    let at = startByte;
    for (const record of records) {
      const lastMs = times.at(-1) ?? 0;
      const ownMs = timeOf(decoder.decode(record));
      const timeMs = Number.isNaN(ownMs) ? lastMs : ownMs;
      isOrdered &&= timeMs >= lastMs || times.length === 0;
      starts.push(at);
      times.push(timeMs);
      at += record.length;
    }
  }
  if (isOrdered) return jsonl;
  starts.push(jsonl.size);
  const order = Uint32Array.from(times.keys()).sort((one, other) => times[one]! - times[other]! || one - other);
  const pieces: Blob[] = [];
  for (let from = 0; from < order.length; from += linesAtOnce) {
    signal?.throwIfAborted();
    const lines: Uint8Array[] = [];
    for (const { first, last } of runs(order.subarray(from, from + linesAtOnce))) {
      const bytes = new Uint8Array(await jsonl.slice(starts[first], starts[last + 1]).arrayBuffer());
      lines.push(bytes);
      // The last line of the file may lack it.
      if (bytes.at(-1) !== lineFeed) lines.push(Uint8Array.of(lineFeed));
    }
    pieces.push(new Blob([joinBytes(lines)]));
  }
  return new Blob(pieces);
}

const lineFeed = 10;
const head = /^\{"timestamp":"([^"\\]+)"/;

function timeOf(line: string): number {
  const time = head.exec(line)?.[1] ?? readRecord(line)?.["timestamp"];
  return typeof time === "string" ? Date.parse(time) : NaN;
}

/** Lines that stand one behind the other, which are read at once. */
function* runs(order: Uint32Array): Generator<{ first: number; last: number }> {
  let first = order[0]!;
  let last = first;
  for (const line of order.subarray(1)) {
    if (line !== last + 1) {
      yield { first, last };
      first = line;
    }
    last = line;
  }
  yield { first, last };
}
