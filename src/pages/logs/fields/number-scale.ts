import type { NumberBins } from "../../../store/explore.ts";

type Scale = Pick<NumberBins, "from" | "to" | "isLogarithmic">;

/** The number at a share of the axis, rounded to three digits, as a person would write a bound. */
export function numberAt({ from, to, isLogarithmic }: Scale, share: number): number {
  const number = isLogarithmic ? from * (to / from) ** share : from + (to - from) * share;
  return Number(number.toPrecision(3));
}

/** Where a number stands on the axis, from 0 to 1; beyond the ends it stands at them. */
export function shareOf({ from, to, isLogarithmic }: Scale, number: number): number {
  const share = isLogarithmic ? Math.log(number / from) / Math.log(to / from) : (number - from) / (to - from);
  if (Number.isNaN(share)) return number < from || number <= 0 ? 0 : 1;
  return Math.min(1, Math.max(0, share));
}
