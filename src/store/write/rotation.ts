import type { FileState } from "../storage/log-state.ts";
import type { LogFileLimit } from "../log-store.ts";

/** Consecutive lines placed in one generation of a file. */
export interface LinePlacement {
  generation: number;
  /** Number of the first line since the log began. */
  firstLine: number;
  lines: number;
  /** Byte range of these lines in the batch. */
  startByte: number;
  endByte: number;
}

/**
 * Places lines at the end of a file and rotates it where the next line would pass its limit.
 *
 * A generation is full when the next line does not fit. The line then starts the next generation, the full one becomes
 * backup `.1`, and backups beyond `backups` are dropped, oldest first. No line is split.
 *
 * @param file changed in place
 * @param lineBytes size of each line with its line feed; none may be larger than `limit.maxBytes`
 * @returns the placements in order, without those that have rotated out already
 */
export function placeLines(file: FileState, limit: LogFileLimit, lineBytes: ArrayLike<number>): LinePlacement[] {
  const placements: LinePlacement[] = [];
  let current = file.parts.at(-1)!;
  let placement: LinePlacement | undefined;
  let offset = 0;
  for (let index = 0; index < lineBytes.length; index++) {
    const size = lineBytes[index]!;
    if (current.sizeBytes + size > limit.maxBytes && current.lines > 0) {
      current = { generation: current.generation + 1, sizeBytes: 0, lines: 0 };
      file.parts.push(current);
      placement = undefined;
    }
    if (placement === undefined) {
      const { generation } = current;
      placement = { generation, firstLine: file.nextLine, lines: 0, startByte: offset, endByte: offset };
      placements.push(placement);
    }
    current.sizeBytes += size;
    current.lines++;
    file.nextLine++;
    offset += size;
    placement.lines++;
    placement.endByte = offset;
  }
  file.parts.splice(0, Math.max(0, file.parts.length - 1 - limit.backups));
  const oldest = file.parts[0]!.generation;
  return placements.filter((placed) => placed.generation >= oldest);
}
