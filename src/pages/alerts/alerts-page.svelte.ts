import type { AlertRule } from "../../analytics/alerts/alert-rule.ts";
import type { AlertState } from "../../analytics/alerts/alert-state.ts";
import { isMeasured } from "../../analytics/alerts/alert-questions.ts";
import { backtest, type Backtest } from "../../analytics/alerts/backtest.ts";
import type { Objective } from "../../analytics/alerts/objective.ts";
import { loadHistory } from "../../app/alerts/load-history.ts";
import type { Alerts } from "../../app/alerts/open-alerts.ts";
import { followLog } from "../../app/page-log/follow-log.ts";
import type { LogSource } from "../../app/page-log/log-source.ts";
import type { Router } from "../../app/router/router.svelte.ts";
import { RuleDraft } from "./editor/rule-draft.svelte.ts";
import { burnRule, readyRule, type ReadyRule } from "./ready-rules.ts";

export const alertTabs = ["rules", "history", "objectives"] as const;
export type AlertTab = (typeof alertTabs)[number];

/** What the page needs from outside. */
export interface AlertsPageDeps {
  source: LogSource;
  router: Router;
  alerts: Alerts;
  /** Whether an imported log is shown: rules then stand where they would at its end. */
  isImported: boolean;
  nowMs?: () => number;
}

/** What a rule would have done over the whole log. */
export interface SurveyedRule {
  rule: AlertRule;
  result: Backtest | undefined;
}

/** How often the log is counted again for the list, at most, and while it does not grow, in milliseconds. */
const [pauseMs, everyMs] = [20_000, 60_000];

/** The rules and how each stands over a log; the tab, the rule and the draft in view. */
export class AlertsPage {
  readonly #deps: AlertsPageDeps;
  /** Time of the first and last line of the log; undefined while it is empty or not known. */
  range = $state.raw<{ firstMs: number; lastMs: number }>();
  isCounted = $state(false);
  failure = $state.raw<unknown>();
  /** By the id of the rule. */
  #surveyed = $state.raw<Record<string, SurveyedRule>>({});
  /** A rule that is new, or being changed. */
  draft = $state.raw<RuleDraft>();
  /** The last rule was not saved. */
  isRefused = $state(false);

  constructor(deps: AlertsPageDeps) {
    this.#deps = deps;
  }

  readonly tab: AlertTab = $derived.by(() => {
    const asked = this.#deps.router.query("tab");
    return alertTabs.find((name) => name === asked) ?? "rules";
  });

  get source(): LogSource {
    return this.#deps.source;
  }

  get isImported(): boolean {
    return this.#deps.isImported;
  }

  readonly rules = $derived.by(() => this.#deps.alerts.records.rules);
  /** Id of the rule that the address names; `new` for one that is not saved. */
  readonly chosenId = $derived.by(() => this.#deps.router.query("rule"));

  tabHref(tab: AlertTab): string {
    return this.#deps.router.withQuery({ tab: tab === "rules" ? "" : tab, rule: "" });
  }

  ruleHref(id: string): string {
    return this.#deps.router.withQuery({ rule: id, tab: "" });
  }

  /** What a rule would have done; undefined while it is not counted. */
  surveyOf(rule: AlertRule): Backtest | undefined {
    const found = this.#surveyed[rule.id];
    return found?.rule === rule ? found.result : undefined;
  }

  /** Where a rule stands: now, or at the end of the imported log; undefined where it was not measured. */
  stateOf(rule: AlertRule): AlertState | undefined {
    return this.isImported ? this.surveyOf(rule)?.state : this.#deps.alerts.records.states.byRule[rule.id];
  }

  /** Begins a new rule. */
  begin(kind: ReadyRule, named: { name: string; timeZone: string }): void {
    this.#begin(readyRule(kind, { id: crypto.randomUUID(), ...named }));
  }

  /** Begins a rule about the error budget of an objective. */
  beginBurn(objective: Objective, pair: "fast" | "slow", name: string): void {
    this.#begin(burnRule(objective, pair, { id: crypto.randomUUID(), name }));
  }

  #begin(rule: AlertRule): void {
    this.#edit(new RuleDraft(this.#deps.source, rule, true));
    this.#go({ rule: "new", tab: "" });
  }

  /** Opens the rule of the address, or what of it is being changed already. */
  readonly openChosen = (): void => {
    const { chosenId } = this;
    if (chosenId === "new" || this.draft?.saved.id === chosenId) return;
    const rule = this.rules.find(({ id }) => id === chosenId);
    this.#edit(rule && new RuleDraft(this.#deps.source, rule, false));
  };

  readonly discard = (): void => {
    this.#edit(undefined);
    this.#go({ rule: "" });
  };

  readonly save = (): void => {
    if (this.draft === undefined) return;
    const { rule, isNew } = this.draft;
    const { records, log } = this.#deps.alerts;
    const isSilenced = !isNew && rule.silencedUntilMs !== this.draft.saved.silencedUntilMs;
    this.isRefused = !records.save(rule);
    if (this.isRefused) return;
    log.rulesChanged(isSilenced ? "silenced" : "saved", [rule]);
    this.#edit(new RuleDraft(this.#deps.source, rule, false, this.draft));
    this.#go({ rule: rule.id });
  };

  readonly delete = (rule: AlertRule): void => {
    this.#deps.alerts.records.delete(rule.id);
    this.#deps.alerts.log.rulesChanged("deleted", [rule]);
    this.discard();
  };

  /** Counts all rules over the log, now and as it grows, until the returned function is called. */
  readonly follow = (): (() => void) => {
    const { rules } = this;
    const read = async (signal: AbortSignal): Promise<void> => {
      try {
        await this.#readRange(signal);
        for (const rule of rules) if (!signal.aborted) await this.#survey(rule, signal);
        if (!signal.aborted) [this.isCounted, this.failure] = [true, undefined];
      } catch (thrown) {
        if (!signal.aborted) this.failure = thrown;
      }
    };
    return followLog(this.#deps.source, read, pauseMs, this.isImported ? undefined : everyMs);
  };

  async #readRange(signal: AbortSignal): Promise<void> {
    const { firstMs, lastMs } = await this.#deps.source.summarize({}, signal);
    if (signal.aborted || firstMs === undefined || lastMs === undefined) return;
    const { nowMs = () => Date.now() } = this.#deps;
    const endMs = this.isImported ? lastMs : Math.max(lastMs, nowMs());
    this.range = { firstMs, lastMs: endMs };
  }

  async #survey(rule: AlertRule, signal: AbortSignal): Promise<void> {
    const isKnown = this.isImported && this.#surveyed[rule.id]?.rule === rule;
    if (this.range === undefined || !isMeasured(rule) || isKnown) return;
    const result = backtest(await loadHistory(this.#deps.source, rule, this.range, { signal }), rule);
    if (!signal.aborted) this.#surveyed = { ...this.#surveyed, [rule.id]: { rule, result } };
  }

  #edit(draft: RuleDraft | undefined): void {
    this.draft = draft;
    this.isRefused = false;
  }

  #go(changes: Record<string, string>): void {
    this.#deps.router.go(this.#deps.router.withQuery(changes));
  }
}
