import { medianSlope } from "./median-slope.ts";
import { median } from "./median.ts";
import { halfPercentZ, studentQuantile } from "./student-quantile.ts";
import { leastDaysOfPattern, weekDays, weeklyPattern } from "./weekly-pattern.ts";

/** Whole days without which nothing is forecast. */
export const leastDays = 3;

/** A pattern of the week is used where it leaves less of the spread than this: two weeks of noise look like one, too. */
const leastGain = 0.65;

/** Variance of a median slope beside that of a mean one, of few days. */
const medianCost = 1.25;

/** What a series of days is like: a line, a pattern of the week around it, and how far days lie from both. */
export interface SeriesFit {
  /** Whole days that it rests on. */
  days: number;
  /** The line in the middle of the history, and its growth a day. */
  level: number;
  slope: number;
  /** Share of an average day by weekday, the first being that of the first day; undefined where none can be told. */
  pattern?: number[];
  /** Standard deviation of days around the line, as a share of it, the pattern taken out: busy days differ by more. */
  spread: number;
  /** Degrees of freedom of `spread`. */
  freedom: number;
  /** Whether the growth, up or down, stands out from the spread: its 99 % interval is without 0. */
  isGrowthClear: boolean;
}

/**
 * Describes the growth and the week of a series, robust against a few strange days. Days are taken as independent of each other.
 *
 * @param values a number for each whole day, oldest first
 * @returns undefined below `leastDays`: what two days have in common is anybody's guess. From `leastDaysOfPattern` on with the
 * pattern of the week, where it explains more than it costs
 */
export function fitSeries(values: ArrayLike<number>): SeriesFit | undefined {
  if (values.length < leastDays) return undefined;
  const plain = fitLine(values);
  if (values.length < leastDaysOfPattern) return plain;
  const weekly = fitLine(values, weeklyPattern(values));
  return weekly.spread < leastGain * plain.spread ? weekly : plain;
}

function fitLine(values: ArrayLike<number>, pattern?: number[]): SeriesFit {
  const days = values.length;
  const middle = (days - 1) / 2;
  // A weekday without anything says nothing about the line.
  const used = Array.from(values, (value, at) => ({ at, value: value / shareOf(pattern, at) })).filter(({ value }) =>
    Number.isFinite(value),
  );
  const slope = pattern ? medianSlope(fillGaps(used, days), weekDays) : medianSlope(values);
  const rough = median(used.map(({ at, value }) => value - slope * (at - middle)));
  if (!(rough > 0)) return fitRareDays(values);
  const lineAt = (at: number) => lineOf({ level: rough, slope }, at - middle);
  const rests = capFar(used.map(({ at, value }) => value / lineAt(at) - 1));
  const shift = rests.reduce((sum, rest) => sum + rest, 0) / rests.length;
  const freedom = Math.max(1, days - 2 - (pattern ? weekDays - 1 : 0));
  const spread = Math.sqrt(rests.reduce((sum, rest) => sum + (rest - shift) ** 2, 0) / freedom);
  const slopeSpread = spread * rough * Math.sqrt(slopeVariance(days));
  return {
    ...{ days, level: rough * (1 + shift), slope, spread, freedom },
    ...(pattern && { pattern }),
    isGrowthClear: Math.abs(slope) > studentQuantile(halfPercentZ, freedom) * slopeSpread + 1e-9 * rough,
  };
}

/** Of days on most of which nothing happens there is no growth and no week to tell: they are like their mean. */
function fitRareDays(values: ArrayLike<number>): SeriesFit {
  const days = values.length;
  const level = Array.from(values).reduce((sum, value) => sum + value, 0) / days;
  const squares = Array.from(values).reduce((sum, value) => sum + (value - level) ** 2, 0);
  const spread = level > 0 ? Math.sqrt(squares / (days - 1)) / level : 0;
  return { days, level, slope: 0, spread, freedom: days - 1, isGrowthClear: false };
}

/**
 * The line of a fit so many days from the middle of its history. Where it sinks to nothing, a twentieth of its level stays: a
 * service that is used less and less is still used.
 */
export function lineOf({ level, slope }: Pick<SeriesFit, "level" | "slope">, fromMiddle: number): number {
  return Math.max(level / 20, level + slope * fromMiddle);
}

/** Share of an average day; NaN of a weekday on which next to nothing happens. */
function shareOf(pattern: number[] | undefined, at: number): number {
  const share = pattern?.[at % weekDays] ?? 1;
  return share < 0.02 ? NaN : share;
}

/** A weekday without a number stands as NaN, whose slopes are left out. */
function fillGaps(used: { at: number; value: number }[], days: number): Float64Array {
  const values = new Float64Array(days).fill(NaN);
  for (const { at, value } of used) values[at] = value;
  return values;
}

/** Days beyond five standard deviations, by the median, count as if they were there. Below ten days nothing can be told strange. */
function capFar(rests: number[]): number[] {
  const limit = 5 * 1.4826 * median(rests.map(Math.abs).filter((rest) => rest > 0));
  if (rests.length < 10 || Number.isNaN(limit)) return rests;
  return rests.map((rest) => Math.max(-limit, Math.min(limit, rest)));
}

/** Variance of the slope through so many days, of which each has a variance of 1. */
export function slopeVariance(days: number): number {
  const squares = (days * (days * days - 1)) / 12;
  return medianCost / squares;
}
