import { isCount, type AlertRule } from "./alert-rule.ts";
import type { AlertHistory } from "./alert-history.ts";

/** A time in which far more rows were bad than usual. */
export interface Incident {
  fromMs: number;
  /** The first moment after it. */
  toMs: number;
  rows: number;
  bad: number;
}

/** What is usual: the share of bad rows, or of a count rows of a bin, outside of all incidents. */
export interface Baseline {
  usual: number;
  /** Ascending in time; undefined where rows are missed and nothing tells how many should have been there. */
  incidents: Incident[] | undefined;
}

/** How many times as many bad rows as usual are looked for; calls have busy hours, so a count must be further from usual. */
const shareFactors = [2, 4, 10, 30];
const countFactors = [4, 10, 30];
/** An incident is found by chance in one of so many logs. */
const oneIn = 100;
/** An incident has at least so many bad rows. */
const leastBad = 3;
/** What is usual is estimated again without the incidents, so often. */
const rounds = 4;

/**
 * Finds the times in which significantly more rows were bad than usual, whatever rule looks at them.
 *
 * Each bin is scored by the logarithm of how much more probable it is with several times as many bad rows than with the usual
 * number; the runs of bins with the highest sums are incidents where no log of this length would reach that sum by chance in 99 of 100
 * cases (Karlin and Altschul, 1990).
 */
export function findBaseline(history: AlertHistory, rule: Pick<AlertRule, "measure" | "fires">): Baseline {
  const hasCounts = isCount(rule);
  if (hasCounts && rule.fires === "under") return { usual: NaN, incidents: undefined };
  let found: Incident[] = [];
  let usual = NaN;
  for (let round = 0; round < rounds; round++) {
    usual = usualWithout(history, found, hasCounts);
    const next = incidentsAbove(history, usual, hasCounts);
    const isSame =
      next.length === found.length &&
      next.every(({ fromMs, toMs }, index) => {
        return fromMs === found[index]!.fromMs && toMs === found[index]!.toMs;
      });
    found = next;
    if (isSame) break;
  }
  return { usual, incidents: found };
}

/** Half a bad row is added, so that a log without one has no probability of 0. */
function usualWithout({ fromMs, stepMs, rows, bad }: AlertHistory, incidents: Incident[], hasCounts: boolean): number {
  let [all, hits, bins] = [0, 0, 0];
  let at = 0;
  for (let index = 0; index < rows.length; index++) {
    const binMs = fromMs + index * stepMs;
    while (at < incidents.length && incidents[at]!.toMs <= binMs) at++;
    if (at < incidents.length && binMs >= incidents[at]!.fromMs) continue;
    all += rows[index]!;
    hits += bad[index]!;
    bins++;
  }
  return hasCounts ? (hits + 0.5) / (bins + 1) : (hits + 0.5) / (all + 1);
}

interface Run {
  from: number;
  to: number;
  score: number;
}

function incidentsAbove(history: AlertHistory, usual: number, hasCounts: boolean): Incident[] {
  const { rows, bad, fromMs, stepMs } = history;
  const shares = (factor: number) => Math.min(usual * factor, (usual + 1) / 2);
  const scorers = hasCounts
    ? countFactors.map((factor) => (index: number) => bad[index]! * Math.log(factor) - usual * (factor - 1))
    : [...shareFactors.map(shares), (usual + 1) / 2, 0.9 + usual / 10].map((raised) => {
        const [ofBad, ofGood] = [Math.log(raised / usual), Math.log((1 - raised) / (1 - usual))];
        return (index: number) => bad[index]! * ofBad + (rows[index]! - bad[index]!) * ofGood;
      });
  const filled = rows.reduce((count, inBin) => count + (inBin > 0 ? 1 : 0), 0);
  const least = Math.log(Math.max(1, filled) * scorers.length * oneIn);
  const runs = scorers
    .flatMap((scoreOf) => highRuns(rows.length, scoreOf, least))
    .sort((one, other) => other.score - one.score);
  const chosen: Run[] = [];
  for (const run of runs) {
    if (chosen.every(({ from, to }) => run.to <= from || run.from >= to)) chosen.push(run);
  }
  return chosen
    .sort((one, other) => one.from - other.from)
    .map(({ from, to }) => ({
      fromMs: fromMs + from * stepMs,
      toMs: fromMs + to * stepMs,
      rows: sumOf(rows, from, to),
      bad: sumOf(bad, from, to),
    }))
    .filter((incident) => incident.bad >= leastBad);
}

function sumOf(numbers: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let index = from; index < to; index++) sum += numbers[index]!;
  return sum;
}

/**
 * Runs whose sum passes `least`, each from where its sum was last 0 to where it is highest. A dip below that by `least` ends a
 * run: it is as sure a sign of the usual as a run is of an incident.
 */
function highRuns(length: number, scoreOf: (index: number) => number, least: number): Run[] {
  const runs: Run[] = [];
  let [sum, from, highest, to] = [0, 0, 0, 0];
  for (let index = 0; index <= length; index++) {
    sum = index === length ? 0 : sum + scoreOf(index);
    if (sum > highest) [highest, to] = [sum, index + 1];
    if (sum > 0 && sum > highest - least) continue;
    if (highest > least) {
      runs.push({ from, to, score: highest });
      index = to - 1;
    }
    [sum, from, highest] = [0, index + 1, 0];
  }
  return runs;
}
