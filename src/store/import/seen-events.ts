import type { FileRows } from "./file-rows.ts";

/** Remembers which events other files of an import had, by session, seq and time. */
export interface SeenEvents {
  /** Whether another file had the event of a row; else the row counts as seen. A row without session and seq is always new. */
  isRepeated(rows: FileRows, row: number): boolean;
}

/** Creates an empty memory: a number for each event. */
export function createSeenEvents(): SeenEvents {
  const sessions = new Map<string, Map<number, SeenOrdinals>>();
  return {
    isRepeated({ file, session: sessionOf, seq, timeMs }, row) {
      const ordinal = seq[row]!;
      const time = timeMs[row]!;
      const session = sessionOf[row];
      if (!Number.isSafeInteger(ordinal) || session === undefined) return false;
      let files = sessions.get(session);
      if (files === undefined) sessions.set(session, (files = new Map()));
      if (files.size > 1 || !files.has(file)) {
        for (const [other, ordinals] of files) if (other !== file && ordinals.has(ordinal, time)) return true;
      }
      let own = files.get(file);
      if (own === undefined) files.set(file, (own = createOrdinals()));
      own.add(ordinal, time);
      return false;
    },
  };
}

interface SeenOrdinals {
  add(ordinal: number, timeMs: number): void;
  has(ordinal: number, timeMs: number): boolean;
}

/** Whole numbers that mostly come in runs, with the time of each; looked up in about the logarithm of the number of runs. */
function createOrdinals(): SeenOrdinals {
  let runs: { start: number; times: number[] }[] = [];
  /** Of each run, the largest number that it or one before it has; made when something is looked up. */
  let largest: number[] | undefined;

  function sort(): number[] {
    runs = runs.toSorted((a, b) => a.start - b.start);
    let end = -Infinity;
    return runs.map(({ start, times }) => (end = Math.max(end, start + times.length - 1)));
  }

  return {
    add(ordinal, timeMs) {
      largest = undefined;
      const last = runs.at(-1);
      if (last !== undefined && last.start + last.times.length === ordinal) last.times.push(timeMs);
      else runs.push({ start: ordinal, times: [timeMs] });
    },
    has(ordinal, timeMs) {
      largest ??= sort();
      let low = 0;
      for (let high = runs.length; low < high;) {
        const middle = (low + high) >>> 1;
        if (runs[middle]!.start <= ordinal) low = middle + 1;
        else high = middle;
      }
      for (let run = low - 1; run >= 0 && largest[run]! >= ordinal; run--) {
        if (runs[run]!.times[ordinal - runs[run]!.start] === timeMs) return true;
      }
      return false;
    },
  };
}

/** Of two events of one session at the same time, the one that was logged first goes first. */
export function compareSeq(rows: FileRows, row: number, others: FileRows, other: number): number {
  const order = rows.seq[row]! - others.seq[other]!;
  return order === order && rows.session[row] === others.session[other] ? order : 0;
}
