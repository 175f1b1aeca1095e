import type { GroupCounts } from "./row-counter.ts";

/** What a table of two by two says: rows with something, of both groups, and rows without. */
export interface Chance {
  /**
   * The G statistic (log-likelihood ratio): twice the number of nats by which knowing who has it shortens the list of who is
   * selected. 0 where both groups have it equally often.
   */
  strength(having: GroupCounts, all: GroupCounts): number;
  /**
   * Natural logarithm of the probability that groups drawn at random differ at least as much, in either direction: Fisher's
   * exact test, twice its smaller tail. Exact for any counts.
   */
  lnProbability(having: GroupCounts, all: GroupCounts): number;
}

/** Prepares the logarithms for tables of at most this many rows: 16 bytes a row. */
export function openChance(rows: number): Chance {
  const xLogX = new Float64Array(rows + 1);
  const lnFactorial = new Float64Array(rows + 1);
  for (let x = 1; x <= rows; x++) {
    const ln = Math.log(x);
    xLogX[x] = x * ln;
    lnFactorial[x] = lnFactorial[x - 1]! + ln;
  }
  const lnChoose = (from: number, some: number) => lnFactorial[from]! - lnFactorial[some]! - lnFactorial[from - some]!;

  return {
    strength({ selected, rest }, all) {
      const having = selected + rest;
      const total = all.selected + all.rest;
      const inner = xLogX[selected]! + xLogX[rest]! + xLogX[all.selected - selected]! + xLogX[all.rest - rest]!;
      const outer = xLogX[having]! + xLogX[total - having]! + xLogX[all.selected]! + xLogX[all.rest]!;
      return Math.max(0, 2 * (inner - outer + xLogX[total]!));
    },

    lnProbability({ selected, rest }, all) {
      const having = selected + rest;
      const isMore = selected * all.rest >= rest * all.selected;
      const [least, most] = [Math.max(0, having - all.rest), Math.min(having, all.selected)];
      // From the observed table outwards each is less probable than the one before.
      let [sum, term] = [0, 1];
      for (let x = selected; term > 1e-17 * sum && x >= least && x <= most; x += isMore ? 1 : -1) {
        sum += term;
        term *= isMore
          ? ((all.selected - x) * (having - x)) / ((x + 1) * (all.rest - having + x + 1))
          : (x * (all.rest - having + x)) / ((all.selected - x + 1) * (having - x + 1));
      }
      const ofObserved = lnChoose(all.selected, selected) + lnChoose(all.rest, rest);
      const tail = ofObserved - lnChoose(all.selected + all.rest, having) + Math.log(sum);
      return Math.min(0, tail + Math.LN2);
    },
  };
}

/**
 * Holm's correction: what remains of each probability when so many were tried. The chance that any of those below a limit is
 * a coincidence is at most that limit.
 *
 * @param lnProbabilities of the least probable of all that were tried, ascending
 * @param tried how many there were in all
 * @returns natural logarithms, at most 0
 */
export function holm(lnProbabilities: readonly number[], tried: number): number[] {
  let least = -Infinity;
  return lnProbabilities.map((ln, index) => {
    least = Math.max(least, ln + Math.log(Math.max(1, tried - index)));
    return Math.min(0, least);
  });
}
