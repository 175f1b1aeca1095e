import type { LogFileName } from "../log-store.ts";
import type { LineWithValue, ValueInPart } from "../value-report.ts";
import { placeOfLine, type LogState } from "../storage/log-state.ts";
import type { RedactedLine } from "./redact-segment.ts";

/** Lines that are listed of one log; further ones are only counted. */
const maxListedLines = 100;
/** Longest text of a listed line, in characters. */
const maxTextLength = 200;

/** Counts where a value stands in one log. */
export interface ValueTally {
  /** File parts in which it stands. */
  parts: ValueInPart[];
  /** The first lines that were found, without the value. */
  lines: LineWithValue[];
  /** Adds the lines of a run that begins at `firstLine`; those that are not stored any more are left out. */
  add(state: LogState, run: { file: LogFileName; firstLine: number }, found: RedactedLine[]): void;
}

/** Creates an empty tally. */
export function createValueTally(): ValueTally {
  const parts: ValueInPart[] = [];
  const lines: LineWithValue[] = [];

  function partAt(file: LogFileName, backup: number): ValueInPart {
    const known = parts.find((part) => part.file === file && part.backup === backup);
    if (known !== undefined) return known;
    const part = { file, backup, lines: 0, occurrences: 0 };
    parts.push(part);
    return part;
  }

  return {
    parts,
    lines,
    add(state, { file, firstLine }, found) {
      for (const { row, text, count } of found.toReversed()) {
        const place = placeOfLine(state.files[file], firstLine + row);
        if (place === undefined) continue;
        const part = partAt(file, place.backup);
        part.lines++;
        part.occurrences += count;
        if (lines.length < maxListedLines) lines.push({ file, ...place, ...described(file, text) });
      }
    },
  };
}

function described(file: LogFileName, line: string): Pick<LineWithValue, "timestamp" | "text"> {
  if (file !== "tts_structured.jsonl") {
    const [time = "", , , ...rest] = line.split(" | ");
    return { timestamp: `${time.replace(" ", "T")}Z`, text: rest.join(" | ").slice(0, maxTextLength) };
  }
  const { timestamp, event, message } = JSON.parse(line) as { timestamp: string; event: string; message: string };
  return { timestamp, text: `${event} | ${message}`.slice(0, maxTextLength) };
}
