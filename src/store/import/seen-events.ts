import type { FileRows } from "./file-rows.ts";

/** Remembers which events other files of an import had, by session and seq. */
export interface SeenEvents {
  /** Whether another file had the event of a row; else the row counts as seen. A row without session and seq is always new. */
  isRepeated(rows: FileRows, row: number): boolean;
}

/** Creates an empty memory: a few numbers for each session and file, however many events they have. */
export function createSeenEvents(): SeenEvents {
  const sessions = new Map<string, Map<number, Ordinals>>();
  return {
    isRepeated({ columns, file, seq }, row) {
      const ordinal = seq[row]!;
      const code = columns.session.codes[row]!;
      if (ordinal !== ordinal || code === 0) return false;
      const session = columns.session.values[code - 1]!;
      let files = sessions.get(session);
      if (files === undefined) sessions.set(session, (files = new Map()));
      if (files.size > 1 || !files.has(file)) {
        for (const [other, ordinals] of files) if (other !== file && ordinals.has(ordinal)) return true;
      }
      let own = files.get(file);
      if (own === undefined) files.set(file, (own = createOrdinals()));
      own.add(ordinal);
      return false;
    },
  };
}

interface Ordinals {
  add(ordinal: number): void;
  has(ordinal: number): boolean;
}

/** A set of whole numbers that mostly come in runs; looked up in the logarithm of the number of runs. */
function createOrdinals(): Ordinals {
  let runs: { start: number; end: number }[] = [];
  let isSorted = true;

  function sort(): void {
    runs = runs.toSorted((a, b) => a.start - b.start);
    // Each run reaches as far as any before it, so that one look is enough.
    for (let run = 1; run < runs.length; run++) runs[run]!.end = Math.max(runs[run]!.end, runs[run - 1]!.end);
    isSorted = true;
  }

  return {
    add(ordinal) {
      const last = runs.at(-1);
      if (last?.end === ordinal - 1) last.end = ordinal;
      else {
        isSorted &&= last === undefined || last.end < ordinal;
        runs.push({ start: ordinal, end: ordinal });
      }
    },
    has(ordinal) {
      if (!isSorted) sort();
      let low = 0;
      for (let high = runs.length; low < high;) {
        const middle = (low + high) >>> 1;
        if (runs[middle]!.start <= ordinal) low = middle + 1;
        else high = middle;
      }
      return low > 0 && ordinal <= runs[low - 1]!.end;
    },
  };
}

/** Of two events of one session at the same time, the one that was logged first goes first. */
export function compareSeq(rows: FileRows, row: number, others: FileRows, other: number): number {
  const order = rows.seq[row]! - others.seq[other]!;
  return order === order && sessionAt(rows, row) === sessionAt(others, other) ? order : 0;
}

function sessionAt({ columns: { session } }: FileRows, row: number): string | undefined {
  return session.values[session.codes[row]! - 1];
}
