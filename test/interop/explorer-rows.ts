import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Query } from "../../src/query/query.ts";
import type { ExploreView } from "../../src/store/explore.ts";
import type { Jq } from "../support/find-jq.ts";

/** One condition as the explorer has it, and as a person would write it in jq about `$r`, a line or a folded call. */
export interface JqCondition {
  query: Query;
  jq: string;
}

/** A row as jq read it. */
export interface JqRow {
  position: number;
  /** Position of its first line. */
  first: number;
  timeMs: number;
  isOwn: boolean;
  outcome: string | null;
  /** Whether it fulfils each of the conditions. */
  fulfils: boolean[];
  /** Value of each facet; null also where it has none. */
  values: (string | number | boolean | null)[];
}

// A row begins with its position. In a generated log the end of a call is the last of its lines, and says no part of
// `request_data` otherwise than its start.
const callRows = `
  map(select(.[1].request_id != null)) | group_by(.[1].request_id)[] | [
    .[-1][0],
    (map(.[1]) | add) + {
      request_data: (map(.[1].request_data) | add),
      _start: .[0][1].timestamp,
      _first: .[0][0],
      _own: any(.[]; .[1].initiator == "console")
    }
  ]`;

/**
 * Reads an export with the real jq, once: its rows in both views by time, what they fulfil, and their values.
 *
 * @param facets paths of which no name holds a dot
 */
export async function readWithJq(
  jq: Jq,
  file: string,
  conditions: JqCondition[],
  facets: string[],
): Promise<Record<ExploreView, JqRow[]>> {
  const program = `
  def row($view; $without): .[0] as $position | .[1] as $r | [
    $view,
    $position,
    ($r._first // $position),
    (($r._start // $r.timestamp) | (.[:19] + "Z" | fromdateiso8601) * 1000 + (.[20:23] | tonumber)),
    ($r._own // ($r.initiator == "console")),
    ({request_success: "ok", request_error: "error", request_cancelled: "cancelled"}[$r.event] // $without),
    [${conditions.map(({ jq: test }) => `any($r | ${test}; . == true)`).join(", ")}],
    [${facets.map((path) => `$r.${path}`).join(", ")}]
  ];
  [inputs | [input_line_number - 1, .]]
  | (.[] | row("events"; null)), (${callRows} | row("calls"; "unfinished"))`;
  const child = spawn(jq.command, ["--null-input", "--compact-output", program, file], {
    env: jq.env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit") as Promise<[number]>;
  const rows: Record<ExploreView, JqRow[]> = { calls: [], events: [] };
  for await (const line of createInterface({ input: child.stdout })) {
    const [view, position, first, timeMs, isOwn, outcome, fulfils, values] = JSON.parse(line) as [
      ...[ExploreView, number, number, number, boolean, string | null],
      ...[boolean[], JqRow["values"]],
    ];
    rows[view].push({ position, first, timeMs, isOwn, outcome, fulfils, values });
  }
  const [code] = await ended;
  if (code !== 0) throw new Error(`jq ended with ${String(code)}`);
  for (const each of Object.values(rows)) each.sort((a, b) => a.timeMs - b.timeMs || a.first - b.first);
  return rows;
}
