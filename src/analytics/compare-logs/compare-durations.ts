import type { Chance } from "../differs/chance.ts";
import { durationRangesMs, type ComparedDurations, type ComparedSide } from "./compared-side.ts";
import type { DurationDifference, PercentileEstimate } from "./log-difference.ts";

/** Of each percentile the fewest calls on either side that say something about it. */
const fewest = { 50: 20, 95: 60 } as const;
const percents = [50, 95] as const;
/** A smaller factor is not worth a word. */
const leastFactor = 1.2;
/** Quantile of the normal distribution for 95 %. */
const z = 1.959964;

type Durations = ComparedSide["durations"];

/** Percentiles of operations that both logs have often enough. */
export function countPercentiles(left: Durations, right: Durations): number {
  return [...operationsOf(left, right)].length;
}

/**
 * Finds operations whose percentiles differ: as many calls of one log as of both together must not be beyond the percentile of
 * both (Fisher's exact test).
 */
export function compareDurations(
  left: Durations,
  right: Durations,
  { chance, lnLimit }: { chance: Chance; lnLimit: number },
): DurationDifference[] {
  const found = new Map<string, DurationDifference & { lnProbability: number }>();
  for (const { operation, percent, ...of } of operationsOf(left, right)) {
    const lnProbability = chanceOf(of.left, of.right, percent, chance);
    const pair = { percent, left: estimate(of.left, percent), right: estimate(of.right, percent) };
    const factor = pair.right.ms / pair.left.ms;
    if (lnProbability > lnLimit || !(Math.max(factor, 1 / factor) >= leastFactor)) continue;
    const known = found.get(operation);
    const percentiles = [...(known?.percentiles ?? []), pair];
    found.set(operation, {
      operation,
      percentiles,
      lnProbability: Math.min(lnProbability, known?.lnProbability ?? 0),
    });
  }
  return [...found.values()].sort((a, b) => a.lnProbability - b.lnProbability);
}

function* operationsOf(left: Durations, right: Durations) {
  for (const [operation, one] of left) {
    const other = right.get(operation);
    if (other === undefined) continue;
    for (const percent of percents) {
      const isEnough = Math.min(callsOf(one), callsOf(other)) >= fewest[percent];
      if (isEnough) yield { operation, percent, left: one, right: other };
    }
  }
}

/** Of calls beyond the percentile of both logs together, as near to it as the ranges allow. */
function chanceOf(left: ComparedDurations, right: ComparedDurations, percent: number, chance: Chance): number {
  const all = { selected: callsOf(left), rest: callsOf(right) };
  const wanted = ((all.selected + all.rest) * (100 - percent)) / 100;
  let beyond = { selected: 0, rest: 0 };
  let nearest = beyond;
  const distance = ({ selected, rest }: typeof beyond) => Math.abs(selected + rest - wanted);
  for (let range = left.counts.length - 1; range > 0; range--) {
    beyond = { selected: beyond.selected + left.counts[range]!, rest: beyond.rest + right.counts[range]! };
    if (distance(beyond) < distance(nearest)) nearest = beyond;
  }
  return chance.lnProbability(nearest, all);
}

/** The interval of a percentile lies between two of the durations, whatever they look like; to the ranges, which are 2 % wide. */
function estimate(durations: ComparedDurations, percent: 50 | 95): PercentileEstimate {
  const calls = callsOf(durations);
  const share = percent / 100;
  const half = z * Math.sqrt(calls * share * (1 - share));
  const ms = percent === 50 ? durations.p50Ms : durations.p95Ms;
  const low = rangeOf(durations.counts, Math.max(1, Math.floor(calls * share - half)));
  const high = rangeOf(durations.counts, Math.min(calls, Math.ceil(calls * share + half) + 1));
  const lowMs = Math.min(ms, durationRangesMs[low]!);
  return { ms, lowMs, highMs: Math.max(ms, durationRangesMs[high + 1] ?? Infinity), calls };
}

/** The range that the duration of a rank is in, from 1 for the shortest. */
function rangeOf(counts: ArrayLike<number>, rank: number): number {
  let below = 0;
  for (let range = 0; range < counts.length; range++) {
    below += counts[range]!;
    if (below >= rank) return range;
  }
  return counts.length - 1;
}

function callsOf({ counts }: ComparedDurations): number {
  let sum = 0;
  for (let range = 0; range < counts.length; range++) sum += counts[range]!;
  return sum;
}
