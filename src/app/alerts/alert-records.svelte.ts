import type { AlertRule } from "../../analytics/alerts/alert-rule.ts";
import { maxAlertRules } from "../../analytics/alerts/alert-rule.ts";
import type { AlertState } from "../../analytics/alerts/alert-state.ts";
import { readObjectives, type Objective } from "../../analytics/alerts/objective.ts";
import { readAlertRules } from "../../analytics/alerts/read-alert-rules.ts";
import type { LiveSecrets } from "../../basics/live-secrets.ts";

/** Where the rules stand, as the tab that evaluates them last wrote it. */
export interface AlertStates {
  /** When they were last evaluated, in milliseconds since the epoch; absent: never. */
  evaluatedMs?: number;
  /** From when to when nobody evaluated them, last. */
  gap?: { fromMs: number; toMs: number };
  byRule: Record<string, AlertState>;
}

type Place = () => Pick<Storage, "getItem" | "setItem">;

const rulesKey = "audiokit-alert-rules";
const objectivesKey = "audiokit-alert-objectives";
const statesKey = "audiokit-alert-states";

/**
 * The rules, objectives and states of this browser. Reading them in markup follows every change, in this tab or another. Where
 * nothing can be stored they hold until the page is closed. They live as long as the page.
 */
export class AlertRecords {
  readonly #storage: Place;
  readonly #scrub: LiveSecrets["scrub"];
  #rules = $state.raw<AlertRule[]>([]);
  #objectives = $state.raw<Objective[]>([]);
  #states = $state.raw<AlertStates>({ byRule: {} });

  constructor(scrub: LiveSecrets["scrub"], storage: Place = () => localStorage, tabs: EventTarget = globalThis) {
    this.#storage = storage;
    this.#scrub = scrub;
    this.#readAgain(null);
    tabs.addEventListener("storage", (event) => {
      this.#readAgain((event as StorageEvent).key);
    });
  }

  get rules(): AlertRule[] {
    return this.#rules;
  }

  get objectives(): Objective[] {
    return this.#objectives;
  }

  get states(): AlertStates {
    return this.#states;
  }

  /** Ids of the rules that fire now; not of those that are switched off. */
  readonly firing = $derived.by(() =>
    this.#rules.filter(({ id, isEnabled }) => isEnabled && this.#states.byRule[id]?.phase === "firing"),
  );

  /** Saves a rule in place of the one with its id. False: a secret in use stands in it, or there are too many. */
  save(rule: AlertRule): boolean {
    const isNew = this.#rules.every(({ id }) => id !== rule.id);
    if (!this.#isClean(rule) || (isNew && this.#rules.length >= maxAlertRules)) return false;
    this.#setRules(isNew ? [...this.#rules, rule] : this.#rules.map((one) => (one.id === rule.id ? rule : one)));
    return true;
  }

  delete(id: string): void {
    this.#setRules(this.#rules.filter((rule) => rule.id !== id));
  }

  saveObjective(objective: Objective): boolean {
    if (!this.#isClean(objective)) return false;
    const others = this.#objectives.filter(({ id }) => id !== objective.id);
    this.#objectives = [...others, objective];
    this.#write(objectivesKey, this.#objectives);
    return true;
  }

  deleteObjective(id: string): void {
    this.#objectives = this.#objectives.filter((objective) => objective.id !== id);
    this.#write(objectivesKey, this.#objectives);
  }

  setStates(states: AlertStates): void {
    this.#states = states;
    this.#write(statesKey, states);
  }

  #setRules(rules: AlertRule[]): void {
    this.#rules = rules;
    this.#write(rulesKey, rules);
  }

  #isClean(value: object): boolean {
    const text = JSON.stringify(value);
    return this.#scrub(text) === text;
  }

  /** @param key what was changed; null: all */
  #readAgain(key: string | null): void {
    // Their queries were read when they were saved; one that is none by now is named when it is measured.
    if (key === rulesKey || key === null) this.#rules = readAlertRules(this.#read(rulesKey) ?? [], () => true).rules;
    if (key === objectivesKey || key === null) this.#objectives = readObjectives(this.#read(objectivesKey));
    if (key !== statesKey && key !== null) return;
    const states = this.#read(statesKey) as Partial<AlertStates> | undefined;
    const { byRule } = states ?? {};
    this.#states = { ...states, byRule: typeof byRule === "object" && byRule !== null ? byRule : {} };
  }

  #read(key: string): unknown {
    try {
      return JSON.parse(this.#storage().getItem(key) ?? "null") ?? undefined;
    } catch {
      return undefined; // Refused, or not ours: as if nothing were stored.
    }
  }

  #write(key: string, value: unknown): void {
    try {
      this.#storage().setItem(key, JSON.stringify(value));
    } catch {
      // Refused or full: it holds until the page is closed.
    }
  }
}
