import type { LogStorage } from "../storage/log-storage.ts";
import { linesOfPart } from "../storage/log-state.ts";
import type { LogFileName } from "../log-store.ts";
import type { LogTail } from "../storage/log-tail.ts";

/**
 * Exports one file part as a Blob that refers to the stored Blobs: nothing is copied until it is read.
 *
 * The stored Blobs live as long as it does, so the export stays readable after rotation.
 *
 * @throws RangeError when there is no such backup
 */
export function exportPart(storage: LogStorage, tail: LogTail, file: LogFileName, backup: number): Promise<Blob> {
  return storage.read(async (transaction) => {
    const state = await transaction.readState();
    const range = linesOfPart(state.files[file], backup);
    if (range === undefined) throw new RangeError(`${file} has no backup ${backup}`);
    const within = ({ firstLine }: { firstLine: number }) => firstLine >= range.first && firstLine < range.end;
    const segments = await transaction.segmentsFrom(file, range.first, range.end);
    const slices = (await tail.slicesAt(transaction, state)).filter((slice) => slice.file === file && within(slice));
    const type = file.endsWith(".jsonl") ? "application/x-ndjson" : "text/plain";
    return new Blob([...segments.map((segment) => segment.bytes), ...slices.map((slice) => slice.bytes)], { type });
  });
}
