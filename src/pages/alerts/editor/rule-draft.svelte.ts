import type { AlertHistory } from "../../../analytics/alerts/alert-history.ts";
import { isMeasured } from "../../../analytics/alerts/alert-questions.ts";
import type { AlertRule } from "../../../analytics/alerts/alert-rule.ts";
import { backtest } from "../../../analytics/alerts/backtest.ts";
import { findBetterSetting, type BetterSetting } from "../../../analytics/alerts/better-setting.ts";
import { findBaseline } from "../../../analytics/alerts/find-incidents.ts";
import {
  firingsAt,
  sliderChoices,
  withChoice,
  type SliderChoices,
  type SliderName,
} from "../../../analytics/alerts/slider-choices.ts";
import { isQueryText } from "../../../app/alerts/is-query-text.ts";
import { loadHistory } from "../../../app/alerts/load-history.ts";
import type { LogReader } from "../../../store/log-store.ts";

export const sliderNames = ["threshold", "windowMs", "forMs", "atLeast"] as const;

/** Firings at each value of a slider. */
export type SliderCounts = Partial<Record<SliderName, number[]>>;

/** After the last change of a slider nothing is tried for so long, in milliseconds. */
const restMs = 200;
/** A query that is being typed is counted so much later, in milliseconds. */
const typingMs = 400;

/** A rule while it is made or changed: what it would have done, and what each other value of it would have done. */
export class RuleDraft {
  readonly #log: Pick<LogReader, "measure">;
  /** As it is stored; of a new one as it began. */
  readonly saved: AlertRule;
  readonly isNew: boolean;
  rule = $state.raw<AlertRule>()!;
  history = $state.raw<AlertHistory>();
  isLoading = $state(false);
  failure = $state.raw<unknown>();
  counts = $state.raw<SliderCounts>({});
  better = $state.raw<BetterSetting>();

  /** @param before the draft that this one goes on from: nothing is counted again */
  constructor(log: Pick<LogReader, "measure">, saved: AlertRule, isNew: boolean, before?: RuleDraft) {
    this.#log = log;
    this.saved = saved;
    this.isNew = isNew;
    this.rule = saved;
    this.history = before?.history;
    this.counts = before?.counts ?? {};
    this.better = before?.better;
  }

  readonly isChanged = $derived.by(() => this.isNew || JSON.stringify(this.rule) !== JSON.stringify(this.saved));
  readonly canSave = $derived.by(() => {
    const { name, measure, query } = this.rule;
    const hasPath = measure.is !== "percentile" || measure.path.trim() !== "";
    const hasPart = measure.is !== "share" || isQueryText(measure.part);
    return name.trim() !== "" && hasPath && hasPart && isQueryText(query);
  });
  /** What the history depends on. */
  readonly #question = $derived.by(() => {
    const { view, query, measure, fires } = this.rule;
    return JSON.stringify({ view, query, measure, fires });
  });

  readonly choices: SliderChoices | undefined = $derived.by(
    () => this.history && sliderChoices(this.history, this.rule),
  );
  readonly baseline = $derived.by(() => this.history && findBaseline(this.history, this.rule));
  readonly result = $derived.by(
    () => this.history && this.baseline && backtest(this.history, this.rule, this.baseline),
  );
  readonly hasRows = $derived.by(() => this.history?.rows.some((count) => count > 0) ?? false);

  change(changes: Partial<AlertRule>): void {
    this.rule = { ...this.rule, ...changes };
  }

  choose(slider: SliderName, value: number): void {
    this.rule = withChoice(this.rule, slider, value);
  }

  /** Counts the log for the rule as it is; to be called in an effect. @returns gives it up */
  load(range: { firstMs: number; lastMs: number } | undefined): (() => void) | undefined {
    void this.#question;
    const { rule } = this;
    if (range === undefined || !this.canSave || !isMeasured(rule)) return undefined;
    const abort = new AbortController();
    const timer = setTimeout(() => void this.#load(range, abort.signal), this.history === undefined ? 0 : typingMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }

  async #load(range: { firstMs: number; lastMs: number }, signal: AbortSignal): Promise<void> {
    const { rule } = this;
    if (!isMeasured(rule)) return;
    this.isLoading = true;
    try {
      const history = await loadHistory(this.#log, rule, range, { hasWindows: true, signal });
      if (!signal.aborted) [this.history, this.failure] = [history, undefined];
    } catch (thrown) {
      if (!signal.aborted) this.failure = thrown;
    }
    if (!signal.aborted) this.isLoading = false;
  }

  /** Tries all values of all sliders, a slider at a time so that the page stays free; to be called in an effect. */
  tryAll(): (() => void) | undefined {
    const { history, rule, baseline } = this;
    if (history === undefined || baseline === undefined) return undefined;
    const choices = sliderChoices(history, rule);
    const tasks = [
      ...sliderNames.map((name) => () => {
        this.counts = { ...this.counts, [name]: firingsAt(history, rule, name, choices[name]) };
      }),
      () => {
        this.better = findBetterSetting(history, rule, choices, baseline);
      },
    ];
    let timer = setTimeout(next, restMs);
    function next(): void {
      tasks.shift()?.();
      if (tasks.length > 0) timer = setTimeout(next);
    }
    return () => clearTimeout(timer);
  }
}
