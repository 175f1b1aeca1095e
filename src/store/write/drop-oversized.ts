import type { LogEvent } from "../../logging/log-event.ts";
import { columnsOf } from "../columns/column-builder.ts";
import { joinBytes } from "../../basics/bytes.ts";
import type { LogLimits } from "../log-store.ts";
import type { RenderedLines } from "./render-batch.ts";

/**
 * Drops lines that are larger than the limit of their file: a line is never split.
 *
 * @returns the other lines, and the events of the dropped ones
 */
export function dropOversized(
  batch: RenderedLines[],
  limits: LogLimits,
): { fitting: RenderedLines[]; tooLong: LogEvent[] } {
  const tooLong = new Set<LogEvent>();
  const fitting = batch.flatMap((lines) => {
    const { maxBytes } = limits[lines.file];
    if (lines.lineBytes.every((size) => size <= maxBytes)) return [lines];
    const fittingIndexes: number[] = [];
    const slices: Uint8Array[] = [];
    let at = 0;
    for (const [index, size] of lines.lineBytes.entries()) {
      if (size <= maxBytes) {
        fittingIndexes.push(index);
        slices.push(lines.bytes.subarray(at, at + size));
      } else {
        tooLong.add(lines.events[index]!);
      }
      at += size;
    }
    if (fittingIndexes.length === 0) return [];
    const events = fittingIndexes.map((index) => lines.events[index]!);
    const lineBytes = fittingIndexes.map((index) => lines.lineBytes[index]!);
    const columns = columnsOf(lines.columns.length === 0 ? [] : events, lineBytes);
    return [{ file: lines.file, bytes: joinBytes(slices), lineBytes, columns, events }];
  });
  return { fitting, tooLong: [...tooLong] };
}
