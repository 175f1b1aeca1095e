import { rowsFrom, type FileRows } from "./file-rows.ts";

/** Places in the part before where an overlap may begin; more come only from logs of equal lines. */
const maxCandidates = 1_000;

/** Skips the beginning of a part that stands at the end of the part before it, for records without session and seq. */
export interface OverlapSkipper {
  /**
   * Passes the rows of the next part on, without those that the part before ends with.
   *
   * @param onSkipped called with the number of rows left out
   */
  next(part: AsyncIterable<FileRows>, onSkipped: (rows: number) => void): AsyncGenerator<FileRows>;
}

/** Creates a skipper for the parts of one log, in their order. It remembers a number for each row of one part. */
export function createOverlapSkipper(): OverlapSkipper {
  let before: number[] = [];

  return {
    async *next(part, onSkipped) {
      const search = searchOverlap(before);
      const hashes: number[] = [];
      let held: FileRows[] = [];
      for await (const rows of part) {
        for (let row = 0; row < rows.length; row++) {
          hashes.push(rows.hash[row]!);
          search.add(rows.hash[row]!);
        }
        held.push(rows);
        if (!search.isOpen()) {
          yield* release(held, search.found(), onSkipped);
          search.close();
          held = [];
        }
      }
      yield* release(held, search.found(), onSkipped);
      before = hashes;
    },
  };
}

function* release(held: FileRows[], skip: number, onSkipped: (rows: number) => void): Generator<FileRows> {
  if (skip > 0) onSkipped(skip);
  let left = skip;
  for (const rows of held) {
    const from = Math.min(left, rows.length);
    left -= from;
    if (from < rows.length) yield rowsFrom(rows, from);
  }
}

/** Searches the longest end of a list that is the beginning of another one, which comes value by value. */
function searchOverlap(before: number[]) {
  let candidates: number[] | undefined;
  let count = 0;
  let found = 0;
  return {
    add(hash: number): void {
      candidates ??= before.flatMap((value, at) => (value === hash ? [at] : [])).slice(-maxCandidates);
      if (candidates.length === 0) return;
      candidates = candidates.filter((start) => before[start + count] === hash);
      count++;
      // The latest place is complete first; an earlier one that is still open would be a longer overlap.
      if (candidates[0] !== undefined && candidates.at(-1)! + count === before.length) {
        found = count;
        candidates.pop();
      }
    },
    isOpen: () => candidates === undefined || candidates.length > 0,
    found: () => found,
    close: () => void ((candidates = []), (found = 0)),
  };
}
