import type { LogEvent } from "../../../logging/log-event.ts";
import { readEvents } from "../match-segment.ts";
import type { LogChunks } from "./log-chunks.ts";

/** Reads and parses some lines, by their rows among all lines of the log. */
export async function readLines({ chunks }: LogChunks, lines: number[]): Promise<Map<number, LogEvent>> {
  const sorted = [...new Set(lines)].sort((a, b) => a - b);
  const found = new Map<number, LogEvent>();
  let at = 0;
  const reading = chunks.map(async ({ firstRow, block, read }) => {
    const from = at;
    while (at < sorted.length && sorted[at]! < firstRow + block.length) at++;
    const rows = sorted.slice(from, at).map((line) => line - firstRow);
    const events = await readEvents({ columns: block, read }, rows);
    for (const [index, event] of events.entries()) found.set(firstRow + rows[index]!, event);
  });
  await Promise.all(reading);
  return found;
}
