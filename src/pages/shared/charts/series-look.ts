import type { BarSeries } from "../../../kit/charts/stack-paths.ts";
import type { Scalar } from "../../../query/query.ts";

const outcomes: Record<string, BarSeries> = {
  ok: { colour: "var(--chart-calls)" },
  error: { colour: "var(--error)" },
  cancelled: { colour: "var(--cancelled)", pattern: "hatched" },
  unfinished: { colour: "var(--chart-unfinished)", pattern: "dotted" },
};
const levels: Record<string, BarSeries> = {
  DEBUG: { colour: "var(--debug)", pattern: "hatched" },
  INFO: { colour: "var(--chart-calls)" },
  WARNING: { colour: "var(--warning)" },
  ERROR: { colour: "var(--error)" },
  CRITICAL: { colour: "var(--critical)", pattern: "hatched" },
};
const named: Record<string, Record<string, BarSeries>> = { outcome: outcomes, level: levels };
const services = ["TTS", "ASR", "VoiceCloning", "Models", "AudioArchive", "Auth", "System"];
/** Rows of no series of their own. */
const others: BarSeries = { colour: "var(--text-muted)", pattern: "hatched" };
const palette = services.slice(0, 5).map((name) => `var(--chart-${name.toLowerCase()})`);

/**
 * How a value of a field is drawn: outcomes and levels in their own colours, services in theirs, other values in the order
 * of the series. After the fifth, colours come again as hatched.
 *
 * @param value undefined: the sum of all others
 */
export function seriesLook(by: string, value: Scalar | undefined, index: number): BarSeries {
  if (value === undefined) return others;
  const own = named[by]?.[String(value)];
  if (own !== undefined) return own;
  if (by === "service" && services.includes(String(value))) {
    return { colour: `var(--chart-${String(value).toLowerCase()})` };
  }
  return { colour: palette[index % palette.length]!, ...(index >= palette.length && { pattern: "hatched" }) };
}

/** What went wrong stands at the bottom, where it can be compared along the axis. */
export function drawingOrder(by: string, series: readonly (Scalar | undefined)[]): number[] {
  const worst = { outcome: ["error"], level: ["CRITICAL", "ERROR", "WARNING"] }[by] ?? [];
  const rank = (index: number) => {
    const place = worst.indexOf(String(series[index]));
    return place < 0 ? worst.length : place;
  };
  return series.map((_, index) => index).sort((one, other) => rank(one) - rank(other) || one - other);
}
