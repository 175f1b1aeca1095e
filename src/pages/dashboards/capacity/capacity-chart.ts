import type { TimeSeries, ValueSpan } from "../../../kit/charts/time-chart.ts";
import type { Format } from "../../../kit/i18n/format.ts";
import type { ChartTable } from "../../shared/charts/chart-table.ts";
import type { CapacityForecast } from "./capacity-forecast.ts";
import type { CapacityText } from "./capacity-text.ts";
import type { WholeDays } from "./whole-days.ts";

const dayMs = 86_400_000;

/** History and forecast as the chart draws them: a bin for each day. */
export interface CapacityChart {
  fromMs: number;
  toMs: number;
  series: TimeSeries[];
  span?: ValueSpan;
}

/** @param scale what values are multiplied by for the axis: that of durations is in milliseconds */
export function capacityChart(
  { fromMs, toMs }: WholeDays,
  { history, ahead }: CapacityForecast,
  text: CapacityText,
  scale = 1,
): CapacityChart {
  const [past, none] = [history.map(() => NaN), ahead.map(() => NaN)];
  const colour = "var(--chart-calls)";
  const series: TimeSeries[] = [
    { name: text.history, colour, values: [...history.map((value) => value * scale), ...none] },
  ];
  if (ahead.length === 0) return { fromMs, toMs, series };
  const column = (name: "expected" | "low" | "high") => [...past, ...ahead.map((one) => one[name] * scale)];
  return {
    ...{ fromMs, toMs: toMs + ahead.length * dayMs },
    series: [...series, { name: text.forecast, colour, values: column("expected"), line: "dashed" }],
    span: { name: text.interval, colour, low: column("low"), high: column("high") },
  };
}

/** The same for planners: a row for each day, with what was and what may be. */
export function capacityTable(
  { fromMs, toMs }: WholeDays,
  { history, ahead }: CapacityForecast,
  format: Format,
  text: CapacityText,
): ChartTable {
  const day = (at: number) => format.plain(fromMs + at * dayMs).slice(0, 10);
  const rounded = (value: number) => Math.round(value * 10) / 10;
  return {
    columns: [`${text.day}, ${format.zone(fromMs, toMs)}`, text.history, text.forecast, text.low, text.high],
    rows: [
      ...history.map((value, at) => [day(at), value, NaN, NaN, NaN]),
      ...ahead.map(({ expected, low, high }, at) => [
        ...[day(history.length + at), NaN],
        ...[rounded(expected), rounded(low), rounded(high)],
      ]),
    ],
  };
}
