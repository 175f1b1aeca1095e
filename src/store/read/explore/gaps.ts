import type { LogEvent } from "../../../logging/log-event.ts";
import type { ExploreChart } from "../../explore.ts";
import { readLines } from "./read-lines.ts";
import { positionOfLine, type RowTable } from "./row-table.ts";

type Gap = ExploreChart["gaps"][number];

/** Finds the times in which events were lost, as the log itself reports them. */
export interface GapFinder {
  find(lines: RowTable): Promise<Gap[]>;
}

/** Creates a finder that reads each report once, while the log grows. */
export function createGapFinder(): GapFinder {
  let known = { epoch: "", gaps: new Map<number, Gap>() };
  return {
    async find(lines) {
      const { chunks } = lines;
      if (chunks.epoch !== known.epoch) known = { epoch: chunks.epoch, gaps: new Map() };
      const { gaps } = known;
      const positions = new Map(rowsOfGaps(lines).map((row) => [row, positionOfLine(chunks, row)]));
      const fresh = [...positions].filter(([, position]) => !gaps.has(position)).map(([row]) => row);
      const events = await readLines(chunks, fresh);
      const found = [...positions].map(([row, position]): [number, Gap] => [
        position,
        gaps.get(position) ?? gapOf(events.get(row)!),
      ]);
      known = { epoch: chunks.epoch, gaps: new Map(found) };
      return found.map(([, gap]) => gap);
    },
  };
}

function rowsOfGaps(lines: RowTable): number[] {
  const event = lines.column("event");
  const value = event?.values.indexOf("system_log_gap") ?? -1;
  if (event === undefined || value < 0) return [];
  const rows: number[] = [];
  const code = event.firstValue + value;
  for (let row = 0; row < lines.rows; row++) if (event.codes[row] === code) rows.push(row);
  return rows;
}

function gapOf({ timestamp, data = {} }: LogEvent): Gap {
  const timeOf = (key: string) => {
    const text = data[key];
    const time = typeof text === "string" ? Date.parse(text) : NaN;
    return Number.isNaN(time) ? Date.parse(timestamp) : time;
  };
  const { dropped } = data;
  return {
    fromMs: timeOf("first_timestamp"),
    toMs: timeOf("last_timestamp"),
    count: typeof dropped === "number" ? dropped : 1,
  };
}
