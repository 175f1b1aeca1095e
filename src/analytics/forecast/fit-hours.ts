import { fitSeries, leastDays, lineOf, slopeVariance, type SeriesFit } from "./fit-series.ts";
import { median } from "./median.ts";
import type { Prediction } from "./predict.ts";
import { studentQuantile, tenthZ } from "./student-quantile.ts";

const dayHours = 24;
/** Hours that are further from what is usual than so many standard deviations, by the median, count as if they were there. */
const farthest = 5;

/** What the hours of some days are like: the growth from day to day, how a day goes, and how far hours lie from both. */
export interface HourFit {
  /** Of the sums of whole days. */
  days: SeriesFit;
  /** Hours that it rests on. */
  hours: number;
  /** Share of its day by hour of the day, from midnight. */
  shares: number[];
  /**
   * Variance of an hour around its share of its own day: `ofValue` times what is expected, as of counts, and `ofSquare` times the
   * square of that.
   */
  ofValue: number;
  ofSquare: number;
}

/**
 * Describes how the hours of a day go, of a history that is too short for a pattern of the week. A few strange hours hardly move
 * it. All days are taken as alike: what a weekend is like, a few working days do not tell.
 *
 * @param values a number for each hour, oldest first, from midnight on; the last day may be under way
 * @returns undefined below `leastDays` whole days
 */
export function fitHours(values: ArrayLike<number>): HourFit | undefined {
  if (values.length < leastDays * dayHours) return undefined;
  const calm = capFar(Array.from(values));
  const sums = daysOf(calm);
  const days = fitSeries(sums)!;
  const shares = sharesOf(calm, (parts, lines) => sumOf(parts) / (sumOf(lines) || 1), days);
  return { days, hours: values.length, shares, ...varianceOf(calm, sums, shares) };
}

/** One hour to come. @param ahead 1 is the hour after the history */
export function predictHour({ days, hours, shares, ofValue, ofSquare }: HourFit, ahead: number): Prediction {
  const at = hours - 1 + ahead;
  const share = shares[at % dayHours]!;
  const expected = share * lineAt(days, at);
  const around = (ofValue * expected + ofSquare * expected ** 2) * (1 + 1 / days.days);
  // Days are busier and quieter, and little is known of level and growth.
  const lever = share * days.level * (at / dayHours - days.days / 2);
  const ofLine = (share * days.level) ** 2 / days.days + lever ** 2 * slopeVariance(days.days);
  const ofDay = days.spread ** 2 * (expected ** 2 + ofLine);
  const variance = around + ofDay;
  // Welch and Satterthwaite: the sum of two variances is as sure as what they are known by.
  const unsure = around ** 2 / (dayHours * (days.days - 1)) + ofDay ** 2 / days.freedom;
  const reach = variance > 0 ? studentQuantile(tenthZ, variance ** 2 / unsure) * Math.sqrt(variance) : 0;
  return { expected, low: Math.max(0, expected - reach), high: expected + reach };
}

/** What a whole day would be, if it went on as it does in an hour. */
function lineAt(days: SeriesFit, hour: number): number {
  return lineOf(days, (hour + 0.5) / dayHours - days.days / 2);
}

/** Sums of whole days. */
function daysOf(values: readonly number[]): number[] {
  const count = Math.floor(values.length / dayHours);
  return Array.from({ length: count }, (_, day) => sumOf(values.slice(day * dayHours, (day + 1) * dayHours)));
}

/** Shares of a day by its hours. @param middle of what an hour had on each day, and what each whole day was by the line */
function sharesOf(
  values: readonly number[],
  middle: (parts: number[], lines: number[]) => number,
  days: SeriesFit,
): number[] {
  return Array.from({ length: dayHours }, (_, hour) => {
    const ofHour = values.flatMap((value, at) => (at % dayHours === hour ? [{ value, line: lineAt(days, at) }] : []));
    return middle(
      ofHour.map(({ value }) => value),
      ofHour.map(({ line }) => line),
    );
  });
}

function capFar(values: readonly number[]): number[] {
  const days = fitSeries(daysOf(values))!;
  if (!(days.level > 0)) return [...values];
  const usual = sharesOf(values, (parts, lines) => median(parts.map((part, at) => part / lines[at]!)), days);
  const distances = values.map((value, at) => {
    const expected = usual[at % dayHours]! * lineAt(days, at);
    // Where nothing is usual, an hour is measured by the others.
    return { value, expected, away: value - expected, scale: Math.sqrt(expected + days.level / dayHours / 20) };
  });
  // Of few days, one is the median itself.
  const spread = 1.4826 * median(distances.map(({ away, scale }) => Math.abs(away) / scale).filter((one) => one > 0));
  return distances.map(({ value, expected, away, scale }) => {
    const limit = farthest * spread * scale;
    return spread > 0 && Math.abs(away) > limit ? Math.max(0, expected + Math.sign(away) * limit) : value;
  });
}

/** A line through the squares of what hours are away from their share of their day, each measured by what is expected of it. */
function varianceOf(values: readonly number[], sums: readonly number[], shares: readonly number[]) {
  // An hour of the day is known by its own days only, and a day by its own hours.
  const free = (sums.length / Math.max(1, sums.length - 1)) * (dayHours / (dayHours - 1));
  const points = values.slice(0, sums.length * dayHours).flatMap((value, at) => {
    const x = shares[at % dayHours]! * sums[Math.floor(at / dayHours)]!;
    return x > 0 ? [{ x, y: (free * (value - x) ** 2) / x }] : [];
  });
  if (points.length === 0) return { ofValue: 0, ofSquare: 0 };
  const [x, y] = [sumOf(points.map((one) => one.x)) / points.length, sumOf(points.map((one) => one.y)) / points.length];
  const squares = sumOf(points.map((one) => (one.x - x) ** 2));
  const slope = squares > 0 ? sumOf(points.map((one) => (one.x - x) * (one.y - y))) / squares : 0;
  // Neither part is less than nothing.
  const ofSquare = Math.min(y / x, Math.max(0, slope));
  return { ofValue: y - ofSquare * x, ofSquare };
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);
