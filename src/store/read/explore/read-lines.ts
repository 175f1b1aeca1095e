import type { LogEvent } from "../../../logging/log-event.ts";
import { mapAhead } from "../map-ahead.ts";
import { readEvents } from "../match-segment.ts";
import type { LogChunks } from "./log-chunks.ts";

/** Segments that are read concurrently: each read waits for the browser process, so several overlap. */
const segmentsInFlight = 8;

/**
 * Reads and parses some lines, by their rows among all lines of the log.
 *
 * @throws DOMException `AbortError` when the signal aborts, between two segments
 */
export async function readLines(
  { chunks }: LogChunks,
  lines: number[],
  signal?: AbortSignal,
): Promise<Map<number, LogEvent>> {
  const sorted = [...new Set(lines)].sort((a, b) => a - b);
  const found = new Map<number, LogEvent>();
  let at = 0;
  const wanted = chunks.flatMap(({ firstRow, block, read }) => {
    const from = at;
    while (at < sorted.length && sorted[at]! < firstRow + block.length) at++;
    const rows = sorted.slice(from, at).map((line) => line - firstRow);
    return rows.length === 0 ? [] : [{ firstRow, rows, segment: { columns: block, read } }];
  });
  const readChunk = async ({ firstRow, rows, segment }: (typeof wanted)[number]) => {
    signal?.throwIfAborted();
    return { firstRow, rows, events: await readEvents(segment, rows) };
  };
  for await (const { firstRow, rows, events } of mapAhead(wanted, segmentsInFlight, readChunk)) {
    signal?.throwIfAborted();
    for (const [index, event] of events.entries()) found.set(firstRow + rows[index]!, event);
  }
  return found;
}
