import type { Preferences } from "../../../app/preferences.svelte.ts";
import { countMatches, type RuleMatches } from "../../../app/redaction/count-matches.ts";
import { compileRules, ruleProblem, type OwnRule, type RuleProblem } from "../../../logging/redaction/compile-rules.ts";
import { readySets, type ReadySet } from "../../../logging/redaction/ready-sets.ts";
import { applyRedactionRules } from "../../../logging/redaction/redaction-rules.ts";
import { redactionBounds } from "../../../settings/settings.ts";
import type { LogReader } from "../../../store/log-store.ts";
import { markText, type Span } from "../../shared/query-input/mark-text.ts";

const emptyDraft = (): OwnRule => ({ name: "", by: "pattern", find: "", replacement: "[redacted]", isOn: true });

/** The redaction rules of the settings, a rule that is being written, a text to try them on, and what they fit in the log. */
export class RedactionForm {
  readonly #preferences: Pick<Preferences, "current" | "update">;
  readonly #log: Pick<LogReader, "parts" | "exportPart">;
  #abort: AbortController | undefined;
  draft = $state<OwnRule>(emptyDraft());
  /** Why the draft was not added. */
  problem = $state<RuleProblem | "taken" | "full">();
  tried = $state("");
  /** Share of the log that is counted; undefined while nothing is. */
  counting = $state<number>();
  counts = $state.raw<Map<string, RuleMatches>>();
  outcome = $state<"cancelled" | "failed">();

  constructor(preferences: Pick<Preferences, "current" | "update">, log: Pick<LogReader, "parts" | "exportPart">) {
    this.#preferences = preferences;
    this.#log = log;
  }

  get choice() {
    return this.#preferences.current.redactionRules;
  }

  readonly rules = $derived.by(() => compileRules(this.choice));

  /** The rules that are on, and the draft where it can be used. */
  readonly #trying = $derived.by(() => {
    const { sets, own } = this.choice;
    const draft = { ...this.draft, name: this.draft.name || "draft", isOn: true };
    return compileRules({ sets, own: [...own, ...(ruleProblem(draft) === undefined ? [draft] : [])] });
  });

  /** The text with marks. */
  readonly marked = $derived.by(() => {
    const spans: Span[] = this.#trying.flatMap((rule) => rule.find(this.tried));
    return markText(this.tried, spans, []);
  });

  readonly becomes = $derived.by(() => applyRedactionRules(this.tried, this.#trying));

  isOn(set: ReadySet): boolean {
    return this.choice.sets.includes(set);
  }

  switchSet(set: ReadySet, isOn: boolean): void {
    const sets = readySets.filter((one) => (one === set ? isOn : this.isOn(one)));
    this.#update({ sets });
  }

  switchOwn(name: string, isOn: boolean): void {
    this.#update({ own: this.choice.own.map((rule) => (rule.name === name ? { ...rule, isOn } : rule)) });
  }

  remove(name: string): void {
    this.#update({ own: this.choice.own.filter((rule) => rule.name !== name) });
  }

  readonly add = (): void => {
    const rule = { ...this.draft, name: this.draft.name.trim() };
    const isTaken = [...readySets, ...this.choice.own.map(({ name }) => name)].includes(rule.name);
    const isFull = this.choice.own.length >= redactionBounds.rules;
    this.problem = ruleProblem(rule) ?? (isTaken ? "taken" : isFull ? "full" : undefined);
    if (this.problem !== undefined) return;
    this.#update({ own: [...this.choice.own, rule] });
    this.draft = emptyDraft();
  };

  readonly count = async (): Promise<void> => {
    const { signal } = (this.#abort = new AbortController());
    this.counting = 0;
    this.counts = undefined;
    this.outcome = undefined;
    try {
      this.counts = await countMatches(this.#log, this.rules, (done) => (this.counting = done), signal);
    } catch {
      // What could not be read is said; why stands in the log's own pages.
      this.outcome = signal.aborted ? "cancelled" : "failed";
    } finally {
      this.counting = undefined;
    }
  };

  readonly cancel = (): void => this.#abort?.abort();

  #update(changes: Partial<typeof this.choice>): void {
    this.counts = undefined;
    this.#preferences.update({ redactionRules: { ...this.choice, ...changes } });
  }
}
