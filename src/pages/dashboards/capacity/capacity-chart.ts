import type { TimeSeries, ValueSpan } from "../../../kit/charts/time-chart.ts";
import type { Format } from "../../../kit/i18n/format.ts";
import type { ChartTable } from "../../shared/charts/chart-table.ts";
import type { CapacityForecast } from "./capacity-forecast.ts";
import type { CapacityText } from "./capacity-text.ts";

const dayMs = 86_400_000;

/** History and forecast of equal stretches: days, or hours. */
export interface Stretches {
  fromMs: number;
  toMs: number;
  /** Length of one; default: a day. */
  stepMs?: number;
}

/** History and forecast as the chart draws them: a bin for each day or hour. */
export interface CapacityChart {
  fromMs: number;
  toMs: number;
  series: TimeSeries[];
  span?: ValueSpan;
}

/** @param scale what values are multiplied by for the axis: that of durations is in milliseconds */
export function capacityChart(
  { fromMs, toMs, stepMs = dayMs }: Stretches,
  { history, ahead }: Pick<CapacityForecast, "history" | "ahead">,
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
    ...{ fromMs, toMs: toMs + ahead.length * stepMs },
    series: [...series, { name: text.forecast, colour, values: column("expected"), line: "dashed" }],
    span: { name: text.interval, colour, low: column("low"), high: column("high") },
  };
}

/** The same for planners: a row for each day or hour, with what was and what may be. */
export function capacityTable(
  { fromMs, toMs, stepMs = dayMs }: Stretches,
  { history, ahead }: Pick<CapacityForecast, "history" | "ahead">,
  format: Format,
  text: CapacityText,
): ChartTable {
  const [name, letters] = stepMs === dayMs ? [text.day, 10] : [text.hour, 16];
  const start = (at: number) => format.plain(fromMs + at * stepMs).slice(0, letters);
  const rounded = (value: number) => Math.round(value * 10) / 10;
  return {
    columns: [`${name}, ${format.zone(fromMs, toMs)}`, text.history, text.forecast, text.low, text.high],
    rows: [
      ...history.map((value, at) => [start(at), value, NaN, NaN, NaN]),
      ...ahead.map(({ expected, low, high }, at) => [
        ...[start(history.length + at), NaN],
        ...[rounded(expected), rounded(low), rounded(high)],
      ]),
    ],
  };
}
