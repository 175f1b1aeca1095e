/** A stretch of an axis, as shares of its length from 0 to 1. */
export interface Stretch {
  from: number;
  to: number;
}

/** What of a stretch is moved: one of its ends, or all of it. */
export type BrushPart = "from" | "to" | "window";

/** Moves an end, which stops at the other one, or the whole stretch, which stops at the ends of the axis and keeps its length. */
export function moveStretch({ from, to }: Stretch, part: BrushPart, by: number): Stretch {
  if (part === "from") return { from: within(from + by, 0, to), to };
  if (part === "to") return { from, to: within(to + by, from, 1) };
  const start = within(from + by, 0, Math.max(0, 1 - (to - from)));
  return { from: start, to: start + (to - from) };
}

/** The stretch between two points, whichever comes first. */
export function stretchBetween(one: number, other: number): Stretch {
  const [from, to] = one < other ? [one, other] : [other, one];
  return { from: within(from, 0, 1), to: within(to, 0, 1) };
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
