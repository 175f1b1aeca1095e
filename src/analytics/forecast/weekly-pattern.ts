import { medianSlope } from "./median-slope.ts";
import { median } from "./median.ts";

/** Days of a week. */
export const weekDays = 7;
/** Days from which on a pattern of the week can be told: each weekday twice. */
export const leastDaysOfPattern = 14;

/**
 * How much of an average day falls on each day of the week: 1 is the average. The first is the weekday of the first number.
 *
 * The growth over the weeks is taken out first, and one strange day of a weekday counts for nothing from the third week on.
 *
 * @param values a number for each day, at least `leastDaysOfPattern`
 */
export function weeklyPattern(values: ArrayLike<number>): number[] {
  const slope = medianSlope(values, weekDays);
  const middle = (values.length - 1) / 2;
  const level = mean(
    weekdays.map((day) => median(ofWeekday(values, day, (value, at) => value - slope * (at - middle)))),
  );
  if (!(level > 0)) return weekdays.map(() => 1);
  // A series that shrinks to nothing keeps a level to be compared with.
  const levelAt = (at: number) => Math.max(level / 20, level + slope * (at - middle));
  const shares = weekdays.map((day) => Math.max(0, median(ofWeekday(values, day, (value, at) => value / levelAt(at)))));
  const average = mean(shares);
  return average > 0 ? shares.map((share) => share / average) : weekdays.map(() => 1);
}

const weekdays = Array.from({ length: weekDays }, (_, day) => day);
const mean = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

function ofWeekday(values: ArrayLike<number>, day: number, change: (value: number, at: number) => number): number[] {
  const found: number[] = [];
  for (let at = day; at < values.length; at += weekDays) found.push(change(values[at]!, at));
  return found;
}
