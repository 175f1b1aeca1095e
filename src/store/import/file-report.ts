import type { RecordReading } from "../../formats/record-reading.ts";
import type { ImportedFile } from "../log-store.ts";
import type { FileRecord } from "./records/file-record.ts";

/** Problems that are shown. */
const shownProblems = 3;
/** Characters of each. */
const problemCharacters = 200;

/** Counts what was read in one file. */
export interface FileReport {
  /** Counts a line of our own. */
  addOwn(timeMs: number): void;
  /** Counts the reading of a record, which is shown when it was not understood. */
  add(reading: RecordReading, record: Pick<FileRecord, "text" | "number">): void;
  /** What was counted so far. */
  finish(): Partial<ImportedFile>;
}

/** Creates an empty report. */
export function createFileReport(): FileReport {
  const kinds = createTally();
  const used = { time: createTally(), level: createTally(), message: createTally() };
  const counts = { lines: 0, brokenLines: 0, timelessLines: 0, zonelessLines: 0, repeatedLines: 0 };
  const problems: NonNullable<ImportedFile["problems"]> = [];
  let firstMs = Infinity;
  let lastMs = -Infinity;

  /** The newest reading of another kind or of other fields than the one before, and how many are like it from there on. */
  let newest: RecordReading | undefined;
  let alike = 0;

  function addAlike(): void {
    if (newest === undefined) return;
    const { kind, within, used: fields } = newest;
    kinds.add(within === undefined ? kind : `${kind} ${within}`, alike);
    for (const name of ["time", "level", "message"] as const) {
      const path = fields[name];
      if (path !== undefined) used[name].add(path, alike);
    }
    newest = undefined;
    alike = 0;
  }

  function addTime(timeMs: number): void {
    if (timeMs < firstMs) firstMs = timeMs;
    if (timeMs > lastMs) lastMs = timeMs;
  }

  return {
    addOwn(timeMs) {
      counts.lines++;
      addTime(timeMs);
    },
    add(reading, record) {
      counts.lines++;
      if (reading.used !== newest?.used || reading.kind !== newest.kind || reading.within !== newest.within) {
        addAlike();
        newest = reading;
      }
      alike++;
      if (reading.timeMs === undefined) counts.timelessLines++;
      else addTime(Math.floor(reading.timeMs));
      if (reading.zone === "assumed") counts.zonelessLines++;
      if (reading.isRepeated === true) counts.repeatedLines++;
      if (reading.problem === undefined) return;
      counts.brokenLines++;
      if (problems.length < shownProblems) {
        const text = record.text.slice(0, problemCharacters);
        problems.push({ line: record.number, text, problem: reading.problem });
      }
    },
    finish() {
      addAlike();
      const own = counts.lines - kinds.total();
      const [kind, within] = own * 2 >= counts.lines ? ["console"] : (kinds.most()?.split(" ") ?? []);
      const paths = Object.fromEntries(
        Object.entries(used).flatMap(([name, tally]) => (tally.total() === 0 ? [] : [[name, tally.most()]])),
      );
      return {
        ...counts,
        ...(counts.lines > 0 && { kind, ...(within !== undefined && { within }) }),
        ...(problems.length > 0 && { problems }),
        ...(Object.keys(paths).length > 0 && { used: paths }),
        ...(firstMs <= lastMs && { firstMs, lastMs }),
      } as Partial<ImportedFile>;
    },
  };
}

/** Counts of names. */
function createTally() {
  const counts = new Map<string, number>();
  let total = 0;
  return {
    add(name: string, count: number): void {
      total += count;
      counts.set(name, (counts.get(name) ?? 0) + count);
    },
    total: () => total,
    most: (): string | undefined => [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0],
  };
}
