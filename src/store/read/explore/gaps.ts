import type { ExploreChart } from "../../explore.ts";
import { readLines } from "./read-lines.ts";
import type { RowTable } from "./row-table.ts";

/** The times in which events were lost, as the log itself reports them. */
export async function findGaps(lines: RowTable): Promise<ExploreChart["gaps"]> {
  const event = lines.column("event");
  const value = event?.values.indexOf("system_log_gap") ?? -1;
  if (event === undefined || value < 0) return [];
  const rows: number[] = [];
  const code = event.firstValue + value;
  for (let row = 0; row < lines.rows; row++) if (event.codes[row] === code) rows.push(row);
  const events = await readLines(lines.chunks, rows);
  return rows.map((row) => {
    const { timestamp, data = {} } = events.get(row)!;
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
  });
}
