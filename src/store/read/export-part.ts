import type { LogStorage } from "../storage/log-storage.ts";
import { linesOfPart } from "../storage/log-state.ts";
import type { LogFileName } from "../log-store.ts";
import type { LogTail } from "../storage/log-tail.ts";

/**
 * The bytes of one part as a Blob of the stored Blobs: composed at once, read when somebody reads it.
 *
 * The parts it refers to stay alive with it, so a rotation meanwhile does not hurt the export.
 *
 * @throws RangeError when there is no such backup
 */
export function exportPart(storage: LogStorage, tail: LogTail, file: LogFileName, backup: number): Promise<Blob> {
  return storage.read(async (transaction) => {
    const state = await transaction.readState();
    const range = linesOfPart(state.files[file], backup);
    if (range === undefined) throw new RangeError(`${file} has no backup ${backup}`);
    const within = ({ firstLine }: { firstLine: number }) => firstLine >= range.first && firstLine < range.end;
    const blocks = (await transaction.segmentsFrom(file, range.first)).filter(within);
    const pieces = (await tail.piecesAt(transaction, state)).filter((piece) => piece.file === file && within(piece));
    const type = file.endsWith(".jsonl") ? "application/x-ndjson" : "text/plain";
    return new Blob([...blocks.map((block) => block.bytes), ...pieces.map((piece) => piece.bytes)], { type });
  });
}
