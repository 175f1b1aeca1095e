import type { CallSeries } from "../../analytics/overview/overview.ts";
import type { TimeBins } from "../../analytics/time-bins.ts";
import type { Format } from "../../kit/i18n/format.ts";
import type { ChartTable } from "../shared/charts/chart-table.ts";
import type { OverviewText } from "./overview-text.ts";

/** Numbers of each bin that has any, as rows. */
export function binTable(
  { startMs, stepMs, count }: TimeBins,
  series: Partial<CallSeries>,
  keys: (keyof CallSeries)[],
  format: Format,
  text: OverviewText,
): ChartTable {
  const rows = Array.from({ length: count }, (_, bin) => [
    format.plain(startMs + bin * stepMs),
    ...keys.map((key) => series[key]![bin]!),
  ]);
  return {
    columns: [`${text.time}, ${format.zone(startMs, startMs + stepMs * count)}`, ...keys],
    rows: rows.filter(([, ...numbers]) => numbers.some((number) => number !== 0 && !Number.isNaN(number))),
  };
}
