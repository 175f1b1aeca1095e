import { isCount, type AlertRule } from "./alert-rule.ts";
import type { AlertHistory } from "./alert-history.ts";
import { backtest, type Backtest } from "./backtest.ts";
import type { Baseline } from "./find-incidents.ts";
import { withChoice, type SliderChoices } from "./slider-choices.ts";

/** A setting that does better, and what it would have done. */
export interface BetterSetting {
  rule: AlertRule;
  result: Backtest;
}

/** About so many settings are tried, so that a search ends while a person looks. */
const maxTried = 240;

/**
 * The setting that would have seen the most incidents; of those that see as many the one with the fewest firings that may be
 * chance, then with the least time of firing outside of incidents, then the quickest. None fires longer outside of incidents
 * than the rule's own. Undefined where that is as good, or nothing tells what an incident is.
 */
export function findBetterSetting(
  history: AlertHistory,
  rule: AlertRule,
  choices: SliderChoices,
  baseline: Baseline,
): BetterSetting | undefined {
  const own = backtest(history, rule, baseline);
  if (own?.incidents === undefined) return undefined;
  let best = { rule, result: own };
  for (const tried of settings(rule, choices)) {
    const result = backtest(history, tried, baseline);
    if (result === undefined || result.strayMs > own.strayMs) continue;
    if (isBetter(result, best.result)) best = { rule: tried, result };
  }
  const [of, than] = [scoreOf(best.result), scoreOf(own)];
  return of.seen > than.seen || of.thin < than.thin ? best : undefined;
}

function* settings(rule: AlertRule, choices: SliderChoices): Generator<AlertRule> {
  const atLeast = isCount(rule) ? [rule.atLeast] : some(choices.atLeast, 5);
  const windows = some(choices.windowMs, 5);
  const thresholds = some(choices.threshold, Math.floor(maxTried / windows.length / atLeast.length));
  for (const windowMs of windows) {
    for (const least of atLeast) {
      for (const threshold of thresholds) {
        yield { ...withChoice(rule, "threshold", threshold), windowMs, atLeast: least };
      }
    }
  }
}

/** At most so many values, evenly over all of them. */
function some(values: number[], most: number): number[] {
  if (values.length <= most) return values;
  return Array.from({ length: most }, (_, index) => values[Math.floor(((index + 0.5) * values.length) / most)]!);
}

function scoreOf({ incidents, firings }: Backtest): { seen: number; thin: number } {
  return {
    seen: (incidents ?? []).filter(({ firedMs }) => firedMs !== undefined).length,
    thin: firings.filter(({ verdict }) => verdict === "thin").length,
  };
}

function isBetter(one: Backtest, other: Backtest): boolean {
  const [a, b] = [scoreOf(one), scoreOf(other)];
  if (a.seen !== b.seen) return a.seen > b.seen;
  if (a.thin !== b.thin) return a.thin < b.thin;
  if (one.strayMs !== other.strayMs) return one.strayMs < other.strayMs;
  return one.delayMs < other.delayMs;
}
