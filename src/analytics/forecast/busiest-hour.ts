/** The hour in which most happens. */
export interface BusiestHour {
  /** Of the day, from 0. */
  hour: number;
  /** Of the week, from Monday; undefined where the history is under two weeks. */
  weekday?: number;
  /** Share of its day, or of its week, from 0 to 1. */
  share: number;
}

/**
 * Finds the busiest hour of the week, or of the day while each weekday was there less than twice.
 *
 * @param hours sums of the 168 hours of a week, from Monday 00:00
 * @param days whole days that were summed
 * @returns undefined below three days, or where nothing happened
 */
export function busiestHour(hours: ArrayLike<number>, days: number): BusiestHour | undefined {
  const all = Array.from(hours);
  const sum = all.reduce((total, value) => total + value, 0);
  if (days < 3 || !(sum > 0)) return undefined;
  const isWeek = days >= 14;
  const counted = isWeek
    ? all
    : Array.from({ length: 24 }, (_, hour) => sumOf(all.filter((_, at) => at % 24 === hour)));
  const at = counted.indexOf(Math.max(...counted));
  return { hour: at % 24, ...(isWeek && { weekday: Math.floor(at / 24) }), share: counted[at]! / sum };
}

const sumOf = (numbers: number[]) => numbers.reduce((total, value) => total + value, 0);
