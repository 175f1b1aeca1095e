import { seededRandom } from "../basics/seeded-random.ts";

/** What chance gives; the same seed gives the same. */
export interface Draw {
  /** From 0 (inclusive) to 1 (exclusive). */
  share(): number;
  chance(share: number): boolean;
  /** A whole number from 0 to below `count`. */
  below(count: number): number;
  pick<T>(list: readonly T[]): T;
  /** One of a list, the first ones more often. */
  skewed<T>(list: readonly T[]): T;
  /** A factor with the median 1, log-normal. @param spread standard deviation of its logarithm */
  around(spread: number): number;
  hex(length: number): string;
  /** Time of the log at the moment, in milliseconds since the epoch. */
  timeMs(): number;
}

/** @param timeMs the clock of the log */
export function openDraw(seed: number, timeMs: () => number): Draw {
  const share = seededRandom(seed);
  const below = (count: number) => Math.floor(share() * count);
  return {
    share,
    chance: (least) => share() < least,
    below,
    pick: (list) => list[below(list.length)]!,
    skewed: (list) => list[Math.floor(share() * share() * list.length)]!,
    around: (spread) => Math.exp(spread * Math.sqrt(-2 * Math.log(1 - share())) * Math.cos(2 * Math.PI * share())),
    hex: (length) =>
      Array.from({ length: Math.ceil(length / 6) }, () =>
        below(2 ** 24)
          .toString(16)
          .padStart(6, "0"),
      )
        .join("")
        .slice(0, length),
    timeMs,
  };
}
