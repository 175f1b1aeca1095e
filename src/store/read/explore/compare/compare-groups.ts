import { isComparedField } from "../../../../analytics/differs/compared-fields.ts";
import type { Differences } from "../../../../analytics/differs/difference.ts";
import { findDifferences } from "../../../../analytics/differs/find-differences.ts";
import type { RowCounter } from "../../../../analytics/differs/row-counter.ts";
import { slowLimits } from "../../../../analytics/differs/slow-limits.ts";
import type { Comparison, Outcome } from "../../../explore.ts";
import { comparedColumn, comparedTime } from "./compared-column.ts";
import { countGroups } from "./count-groups.ts";
import { createMask, type Mask } from "../masks.ts";
import { outcomes, type RowTable } from "../row-table.ts";

/** For a row whether it is selected; undefined where it is in neither group. */
type Choice = (row: number) => boolean | undefined;

/**
 * What differs between two groups of rows.
 *
 * @param failed failures of each row of the scope: 0 for those that are compared
 * @param paths all fields of the log
 * @param other failures of the query that is compared for, where one is
 */
export function compareGroups(
  table: RowTable,
  failed: Mask,
  comparison: Comparison,
  paths: string[],
  other: Mask = createMask(table.rows),
): Differences {
  return findDifferences(groupCounter(table, failed, comparison, paths, other));
}

/** The counter of the two groups. */
export function groupCounter(
  table: RowTable,
  failed: Mask,
  comparison: Comparison,
  paths: string[],
  other: Mask,
): RowCounter {
  const choose = choiceOf(table, failed, comparison, other);
  const groups: [selected: number[], rest: number[]] = [[], []];
  for (let row = 0; row < table.rows; row++) {
    const isSelected = failed[row] === 0 ? choose(row) : undefined;
    if (isSelected !== undefined) groups[isSelected ? 0 : 1].push(row);
  }
  const rows = Int32Array.from([...groups[0], ...groups[1]]);
  const columns = paths
    .filter((path) => path !== "timestamp" && isComparedField(path, comparison.is))
    .flatMap((path) => {
      const column = table.column(path);
      return (column && comparedColumn(table, column, rows)) ?? [];
    });
  if (rows.length > 0 && isComparedField("timestamp", comparison.is)) columns.push(comparedTime(table, rows));
  return countGroups(columns, groups[0].length, rows.length);
}

function choiceOf(table: RowTable, failed: Mask, comparison: Comparison, other: Mask): Choice {
  const outcomeOf = (row: number): Outcome | undefined => outcomes[table.outcomes[row]!];
  switch (comparison.is) {
    case "failing":
      return (row) => (outcomeOf(row) === "error" ? true : outcomeOf(row) === "ok" ? false : undefined);
    case "slow": {
      const durations = table.column("duration_ms") && table.numbers("duration_ms");
      if (durations === undefined) return () => undefined;
      const isCompared = (row: number) => failed[row] === 0 && outcomeOf(row) === "ok" && durations[row]! > 0;
      const limits = comparison.overMs === undefined ? usualLimits(table, durations, isCompared) : undefined;
      return (row) => (isCompared(row) ? durations[row]! > (limits?.[row] ?? comparison.overMs!) : undefined);
    }
    case "after":
      return (row) => (Number.isNaN(table.times[row]!) ? undefined : table.times[row]! >= comparison.timeMs);
    case "query":
      return (row) => other[row] === 0;
  }
}

/** For each row the duration above which it is slow for what it is. */
function usualLimits(table: RowTable, durations: Float64Array, isCompared: (row: number) => boolean): Float64Array {
  const rows: number[] = [];
  for (let row = 0; row < table.rows; row++) if (isCompared(row)) rows.push(row);
  const operations = table.column("operation")?.codes;
  const seconds = ["response_data.audio_seconds", "request_data.audio_seconds"]
    .filter((path) => table.column(path) !== undefined)
    .map((path) => table.numbers(path));
  const limits = new Float64Array(table.rows).fill(Infinity);
  const found = slowLimits(
    rows.map((row) => operations?.[row] ?? 0),
    rows.map((row) => seconds.map((numbers) => numbers[row]!).find((size) => size > 0) ?? NaN),
    rows.map((row) => durations[row]!),
  );
  for (const [at, row] of rows.entries()) limits[row] = found[at]!;
  return limits;
}
