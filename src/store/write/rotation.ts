import type { FileState } from "../storage/log-state.ts";
import type { LogFileLimit } from "../log-store.ts";

/** Consecutive lines that go into one generation of a file. */
export interface LinePlacement {
  generation: number;
  /** Ordinal of the first line since the log began. */
  firstLine: number;
  lines: number;
  /** Where the run lies in the bytes that were placed. */
  startByte: number;
  endByte: number;
}

/**
 * Places lines at the end of a file and rotates it where the next line would pass its limit.
 *
 * A generation is full when a line does not fit any more; the line then opens the next generation, the full one becomes
 * backup `.1`, and the oldest beyond `backups` is forgotten. No line is split.
 *
 * @param file changed in place
 * @param lineBytes size of each line with its line feed; none may be larger than `limit.maxBytes`
 * @returns the runs in order; runs that rotated out at once are left out
 */
export function placeLines(file: FileState, limit: LogFileLimit, lineBytes: ArrayLike<number>): LinePlacement[] {
  const runs: LinePlacement[] = [];
  let current = file.parts.at(-1)!;
  let run: LinePlacement | undefined;
  let offset = 0;
  for (let index = 0; index < lineBytes.length; index++) {
    const size = lineBytes[index]!;
    if (current.sizeBytes + size > limit.maxBytes && current.lines > 0) {
      current = { generation: current.generation + 1, sizeBytes: 0, lines: 0 };
      file.parts.push(current);
      run = undefined;
    }
    if (run === undefined) {
      const { generation } = current;
      run = { generation, firstLine: file.nextLine, lines: 0, startByte: offset, endByte: offset };
      runs.push(run);
    }
    current.sizeBytes += size;
    current.lines++;
    file.nextLine++;
    offset += size;
    run.lines++;
    run.endByte = offset;
  }
  file.parts.splice(0, Math.max(0, file.parts.length - 1 - limit.backups));
  const oldest = file.parts[0]!.generation;
  return runs.filter((kept) => kept.generation >= oldest);
}
