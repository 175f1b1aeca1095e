import type { AlertRule } from "../../analytics/alerts/alert-rule.ts";
import {
  newAlertState,
  stepAlert,
  type AlertSample,
  type AlertState,
  type AlertTransition,
} from "../../analytics/alerts/alert-state.ts";
import { createWorkingHours } from "../../analytics/alerts/working-hours.ts";
import type { AlertStates } from "./alert-records.svelte.ts";

/** What an evaluation needs. */
export interface AlertEvaluation {
  rules: () => readonly AlertRule[];
  /** The states of all tabs; written once after each evaluation. */
  states: { get: () => AlertStates; set: (states: AlertStates) => void };
  measure: (rule: AlertRule, nowMs: number, signal: AbortSignal) => Promise<AlertSample>;
  onTransition: (rule: AlertRule, transition: AlertTransition) => void;
  /** Since the last evaluation more time passed than `maxGapMs`, or the clock was set back. */
  onGap: (fromMs: number, toMs: number) => void;
  /** A rule could not be measured; said once until it can. */
  onFailure: (rule: AlertRule, failure: unknown) => void;
  nowMs: () => number;
}

/** Evaluations further apart leave a gap. A hidden tab may run its timers once a minute only. */
export const maxGapMs = 3 * 60_000;

/** Creates the evaluation of all rules: each call measures every rule that is switched on and takes one step. */
export function createAlertEvaluation(deps: AlertEvaluation): (signal: AbortSignal) => Promise<void> {
  const failing = new Set<string>();

  async function step(rule: AlertRule, before: AlertState, nowMs: number, signal: AbortSignal): Promise<AlertState> {
    let sample: AlertSample;
    try {
      sample = await deps.measure(rule, nowMs, signal);
    } catch (failure) {
      if (!signal.aborted && !failing.has(rule.id)) deps.onFailure(rule, failure);
      failing.add(rule.id);
      return before;
    }
    failing.delete(rule.id);
    const isInHours = rule.hours && createWorkingHours(rule.hours);
    const { state, transitions } = stepAlert(before, rule, sample, { maxGapMs, ...(isInHours && { isInHours }) });
    if (!signal.aborted) for (const transition of transitions) deps.onTransition(rule, transition);
    return signal.aborted ? before : state;
  }

  return async (signal) => {
    const enabled = deps.rules().filter(({ isEnabled }) => isEnabled);
    if (enabled.length === 0) return;
    const nowMs = deps.nowMs();
    const before = deps.states.get();
    const byRule: Record<string, AlertState> = {};
    for (const rule of enabled) {
      if (signal.aborted) return;
      byRule[rule.id] = await step(rule, before.byRule[rule.id] ?? newAlertState(nowMs), nowMs, signal);
    }
    if (signal.aborted) return;
    const { evaluatedMs = nowMs } = before;
    const isGap = nowMs < evaluatedMs || nowMs - evaluatedMs > maxGapMs;
    if (isGap) deps.onGap(evaluatedMs, nowMs);
    const gap = isGap ? { fromMs: evaluatedMs, toMs: nowMs } : before.gap;
    deps.states.set({ evaluatedMs: nowMs, ...(gap && { gap }), byRule });
  };
}
