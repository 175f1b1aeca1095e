import type { LogEvent } from "../../logging/log-event.ts";
import { columnsOf } from "../columns/column-builder.ts";
import { concatBytes } from "../storage/line-bytes.ts";
import type { LogLimits } from "../log-store.ts";
import type { RenderedLines } from "./render-batch.ts";

/**
 * Leaves out lines that are larger than their whole file may be: such a line can neither be kept nor split.
 *
 * @returns the rest, and the events that lost a line
 */
export function dropOversized(
  batch: RenderedLines[],
  limits: LogLimits,
): { fitting: RenderedLines[]; tooLong: LogEvent[] } {
  const tooLong = new Set<LogEvent>();
  const fitting = batch.flatMap((lines) => {
    const { maxBytes } = limits[lines.file];
    if (lines.lineBytes.every((size) => size <= maxBytes)) return [lines];
    const kept: number[] = [];
    const slices: Uint8Array[] = [];
    let at = 0;
    for (const [index, size] of lines.lineBytes.entries()) {
      if (size <= maxBytes) {
        kept.push(index);
        slices.push(lines.bytes.subarray(at, at + size));
      } else {
        tooLong.add(lines.events[index]!);
      }
      at += size;
    }
    if (kept.length === 0) return [];
    const events = kept.map((index) => lines.events[index]!);
    const lineBytes = kept.map((index) => lines.lineBytes[index]!);
    const columns = columnsOf(lines.columns.length === 0 ? [] : events, lineBytes);
    return [{ file: lines.file, bytes: concatBytes(slices), lineBytes, columns, events }];
  });
  return { fitting, tooLong: [...tooLong] };
}
