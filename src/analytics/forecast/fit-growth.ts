import { fitSeries, type SeriesFit } from "./fit-series.ts";

const dayMs = 86_400_000;

/** How much there was at a moment. */
export interface Level {
  /** Since the epoch, in milliseconds. */
  atMs: number;
  value: number;
}

/**
 * Describes what a level grows by from day to day, for `whenSumReaches`: of levels measured now and then, not every day.
 *
 * Between two levels the growth is spread evenly. Days that were not measured are no days that were alike, so the fit is as
 * unsure as its measured ones make it.
 *
 * @param levels oldest first
 * @returns undefined below four levels over three days
 */
export function fitGrowth(levels: readonly Level[]): SeriesFit | undefined {
  const [first, last] = [levels[0], levels.at(-1)];
  if (!first || !last) return undefined;
  const days = Math.floor((last.atMs - first.atMs) / dayMs);
  const steps = Math.min(days, levels.length - 1);
  if (steps < 3) return undefined;
  const values = Array.from({ length: days + 1 }, (_, at) => levelAt(levels, last.atMs - (days - at) * dayMs));
  const fit = fitSeries(values.slice(1).map((value, at) => value - values[at]!));
  if (!fit || steps === days) return fit;
  return { ...fit, spread: fit.spread * Math.sqrt(days / steps), freedom: Math.max(1, fit.freedom - (days - steps)) };
}

function levelAt(levels: readonly Level[], atMs: number): number {
  const next = Math.max(
    1,
    levels.findIndex((level) => level.atMs >= atMs),
  );
  const [before, after] = [levels[next - 1]!, levels[next]!];
  const lengthMs = after.atMs - before.atMs;
  const share = lengthMs > 0 ? (atMs - before.atMs) / lengthMs : 1;
  return before.value + share * (after.value - before.value);
}
