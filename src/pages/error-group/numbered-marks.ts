import type { TimeMark } from "../../kit/charts/time-chart.ts";

/**
 * Moments as marks of a chart with their numbers in a list. Of marks that stand close together the last one has the numbers of all.
 *
 * @param leastApartMs the distance from which two numbers do not cover one another, in milliseconds
 */
export function numberedMarks(moments: readonly { timeMs: number }[], leastApartMs: number): TimeMark[] {
  const marks: TimeMark[] = [];
  let first = 0;
  for (const [at, { timeMs }] of moments.entries()) {
    const next = moments[at + 1];
    const isClose = next !== undefined && next.timeMs - timeMs < leastApartMs;
    const number = first === at ? String(at + 1) : `${String(first + 1)}–${String(at + 1)}`;
    marks.push({ timeMs, label: isClose ? "" : number });
    if (!isClose) first = at + 1;
  }
  return marks;
}
