import type { AlertHistory } from "../../analytics/alerts/alert-history.ts";
import {
  historyOf,
  historyQuestion,
  seriesQuestion,
  usualQuestion,
  type HistoryBins,
  type MeasuredRule,
} from "../../analytics/alerts/alert-questions.ts";
import { historyStepMs, windowChoices } from "../../analytics/alerts/slider-choices.ts";
import type { LogReader } from "../../store/log-store.ts";

/** Percentiles are asked for each window by itself, up to this length, in milliseconds. */
const longestPercentileMs = 6 * 3_600_000;

/**
 * Counts what a rule is about over a whole log, in bins that end behind its last line: one question; of a percentile one more,
 * and one for each window of its slider.
 *
 * @param range of the log, in milliseconds since the epoch
 * @param hasWindows of a percentile: all windows of the slider, and not only the rule's own. Default false
 * @throws whatever the log throws
 */
export async function loadHistory(
  log: Pick<LogReader, "measure">,
  rule: MeasuredRule,
  range: { firstMs: number; lastMs: number },
  { hasWindows = false, signal }: { hasWindows?: boolean; signal?: AbortSignal } = {},
): Promise<AlertHistory> {
  const bins = historyBins(range);
  if (rule.measure.is !== "percentile")
    return historyOf(await log.measure(historyQuestion(rule, bins, NaN), signal), bins);
  const { numbers } = await log.measure(usualQuestion(rule, bins), signal);
  const usual = numbers[0]![0]![0]!;
  const history = historyOf(
    await log.measure(historyQuestion(rule, bins, Number.isNaN(usual) ? 0 : usual), signal),
    bins,
  );
  const windows = hasWindows ? windowChoices(bins.stepMs, rule.windowMs) : [rule.windowMs];
  const percentiles = new Map<number, Float64Array>();
  for (const windowMs of windows.filter((ms) => ms <= longestPercentileMs || ms === rule.windowMs)) {
    const answer = await log.measure(seriesQuestion(rule, bins, windowMs), signal);
    percentiles.set(windowMs, answer.numbers[0]![0]!);
  }
  return { ...history, percentiles };
}

/** Bins of a round length over a log, the first one beginning at a multiple of it. */
export function historyBins({ firstMs, lastMs }: { firstMs: number; lastMs: number }): HistoryBins {
  const stepMs = historyStepMs(lastMs - firstMs);
  const fromMs = Math.floor(firstMs / stepMs) * stepMs;
  return { fromMs, stepMs, bins: Math.floor((lastMs - fromMs) / stepMs) + 1 };
}
