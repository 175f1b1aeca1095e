import { isRecord } from "../../basics/record.ts";
import {
  alertLimits,
  alertSeverities,
  maxAlertRules,
  type AlertMeasure,
  type AlertRule,
  type WorkingHours,
} from "./alert-rule.ts";

/** What is wrong with a file of rules, and where: `rules[2].threshold`. */
export interface RuleProblem {
  at: string;
  is: "missing" | "type" | "range" | "choice" | "query" | "json" | "too-many" | "zone";
  /** What would be right: a type, a range, or the choices. */
  expected: string;
}

/** Rules as they were read; those with a problem are left out. */
export interface ReadRules {
  rules: AlertRule[];
  problems: RuleProblem[];
}

/** Reads the text of a file of rules: `{"rules": [...]}` or the list alone. Never throws. */
export function parseAlertRules(text: string, isQuery: (text: string) => boolean): ReadRules {
  try {
    return readAlertRules(JSON.parse(text), isQuery);
  } catch (error) {
    return { rules: [], problems: [{ at: "", is: "json", expected: error instanceof Error ? error.message : "" }] };
  }
}

/**
 * Reads rules from plain data. What is wrong is named with its place; a rule with a problem is left out, the others are taken.
 *
 * @param isQuery whether a text is a query of the explorer
 */
export function readAlertRules(value: unknown, isQuery: (text: string) => boolean): ReadRules {
  const list = isRecord(value) ? value["rules"] : value;
  const problems: RuleProblem[] = [];
  if (!Array.isArray(list)) return { rules: [], problems: [{ at: "rules", is: "type", expected: "array" }] };
  if (list.length > maxAlertRules) problems.push({ at: "rules", is: "too-many", expected: String(maxAlertRules) });
  const rules = list.slice(0, maxAlertRules).flatMap((item: unknown, index) => {
    const before = problems.length;
    const rule = new RecordReader(item, `rules[${String(index)}]`, problems, isQuery).rule();
    return problems.length === before ? [rule] : [];
  });
  return { rules, problems };
}

/** Reads the fields of one record, and notes what is wrong with its place. */
class RecordReader {
  readonly #at: string;
  readonly #problems: RuleProblem[];
  readonly #isQuery: (text: string) => boolean;
  readonly #fields: Record<string, unknown>;

  constructor(value: unknown, at: string, problems: RuleProblem[], isQuery: (text: string) => boolean) {
    this.#at = at;
    this.#problems = problems;
    this.#isQuery = isQuery;
    this.#fields = isRecord(value) ? value : {};
    if (!isRecord(value)) this.#wrong("", "type", "object");
  }

  rule(): AlertRule {
    const { leastWindowMs, greatestWindowMs, greatestForMs } = alertLimits;
    const measure = this.#inner("measure").#measure();
    const most = ["success", "failures", "share", "log-room"].includes(measure.is) ? 1 : Number.MAX_VALUE;
    const fires = this.#choice("fires", ["over", "under"]);
    const threshold = this.#number("threshold", 0, most);
    const [least, greatest] = Number.isNaN(threshold)
      ? [0, most]
      : fires === "over"
        ? [0, threshold]
        : [threshold, most];
    return {
      id: this.#text("id", 80),
      name: this.#text("name", 120),
      view: this.#choice("view", ["calls", "events"]),
      query: this.#query("query"),
      measure,
      fires,
      threshold,
      clearsAt: this.#number("clearsAt", least, greatest),
      windowMs: this.#number("windowMs", leastWindowMs, greatestWindowMs),
      forMs: this.#number("forMs", 0, greatestForMs),
      atLeast: this.#number("atLeast", 0, 1_000_000),
      severity: this.#choice("severity", alertSeverities),
      ...(this.#has("hours") && { hours: this.#inner("hours").#hours() }),
      ...(this.#has("silencedUntilMs") && { silencedUntilMs: this.#number("silencedUntilMs", 0, 8.64e15) }),
      isEnabled: this.#boolean("isEnabled"),
    };
  }

  #measure(): AlertMeasure {
    const is = this.#choice("is", ["success", "failures", "share", "count", "percentile", "burn", "log-room"]);
    if (is === "share") return { is, part: this.#query("part") };
    if (is === "percentile") return { is, path: this.#text("path", 200), percent: this.#number("percent", 0.001, 100) };
    if (is === "burn") {
      const target = this.#number("target", 0.5, 0.99999);
      return { is, target, ...(this.#has("thanMs") && { thanMs: this.#number("thanMs", 1, 3_600_000) }) };
    }
    return { is };
  }

  #hours(): WorkingHours {
    const days = this.#fields["days"];
    const isDay = (day: unknown) => Number.isInteger(day) && Number(day) >= 1 && Number(day) <= 7;
    if (!Array.isArray(days) || days.length === 0 || !days.every(isDay)) this.#wrong("days", "range", "1…7");
    const timeZone = this.#text("timeZone", 80);
    if (!isZone(timeZone)) this.#wrong("timeZone", "zone", "IANA");
    return {
      days: Array.isArray(days) ? (days as number[]) : [],
      fromMinute: this.#number("fromMinute", 0, 1439),
      toMinute: this.#number("toMinute", 1, 1440),
      timeZone,
    };
  }

  #inner(name: string): RecordReader {
    return new RecordReader(this.#fields[name], `${this.#at}.${name}`, this.#problems, this.#isQuery);
  }

  #has(name: string): boolean {
    return this.#fields[name] !== undefined;
  }

  #text(name: string, most: number): string {
    const value = this.#fields[name];
    if (typeof value !== "string") this.#wrong(name, value === undefined ? "missing" : "type", "string");
    else if (value.trim() === "" || value.length > most) this.#wrong(name, "range", `1…${String(most)}`);
    return typeof value === "string" ? value : "";
  }

  #query(name: string): string {
    const value = this.#fields[name];
    if (typeof value !== "string") this.#wrong(name, value === undefined ? "missing" : "type", "string");
    else if (!this.#isQuery(value)) this.#wrong(name, "query", value);
    return typeof value === "string" ? value : "";
  }

  #number(name: string, least: number, most: number): number {
    const value = this.#fields[name];
    if (typeof value !== "number") this.#wrong(name, value === undefined ? "missing" : "type", "number");
    else if (!(value >= least && value <= most)) {
      this.#wrong(name, "range", most === Number.MAX_VALUE ? `≥ ${String(least)}` : `${String(least)}…${String(most)}`);
    }
    return typeof value === "number" ? value : NaN;
  }

  #boolean(name: string): boolean {
    const value = this.#fields[name];
    if (typeof value !== "boolean") this.#wrong(name, value === undefined ? "missing" : "type", "boolean");
    return value === true;
  }

  #choice<Choice extends string>(name: string, choices: readonly Choice[]): Choice {
    const value = this.#fields[name];
    const chosen = choices.find((choice) => choice === value);
    if (chosen === undefined) this.#wrong(name, value === undefined ? "missing" : "choice", choices.join(" | "));
    return chosen ?? choices[0]!;
  }

  #wrong(name: string, is: RuleProblem["is"], expected: string): void {
    this.#problems.push({ at: name === "" ? this.#at : `${this.#at}.${name}`, is, expected });
  }
}

function isZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }) !== undefined;
  } catch {
    return false; // No zone of that name.
  }
}
