import { loadOnce } from "../../basics/load-once.ts";
import type { AlertRule } from "../../analytics/alerts/alert-rule.ts";
import type { AlertEvaluation } from "./evaluate-alerts.ts";

/** What evaluates, as it is loaded. */
export interface LoadedEvaluation {
  createAlertEvaluation: (deps: AlertEvaluation) => (signal: AbortSignal) => Promise<void>;
  measureRule: AlertEvaluation["measure"];
}

/** What an evaluation needs of the page; measuring comes with what is loaded. */
type PageParts = Omit<AlertEvaluation, "measure">;

/**
 * Makes an evaluation of the rules whose code is loaded when there is a rule to evaluate. Where it does not load, each rule says
 * so once, and the next evaluation tries again.
 *
 * @param load loads what evaluates
 */
export function createLazyEvaluation(
  deps: PageParts,
  load: () => Promise<LoadedEvaluation>,
): (signal: AbortSignal) => Promise<void> {
  const loaded = loadOnce(async () => {
    const { createAlertEvaluation, measureRule } = await load();
    return createAlertEvaluation({ ...deps, measure: measureRule });
  });
  const failing = new Set<string>();

  return async (signal) => {
    const enabled = deps.rules().filter(({ isEnabled }) => isEnabled);
    if (enabled.length === 0) return;
    let evaluate: (signal: AbortSignal) => Promise<void>;
    try {
      evaluate = await loaded();
    } catch (failure) {
      if (!signal.aborted) reportOnce(enabled, failure);
      return;
    }
    failing.clear();
    await evaluate(signal);
  };

  function reportOnce(rules: AlertRule[], failure: unknown): void {
    for (const rule of rules) {
      if (!failing.has(rule.id)) deps.onFailure(rule, failure);
      failing.add(rule.id);
    }
  }
}
