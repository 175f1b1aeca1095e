import type { TextRange } from "../../basics/secret-forms.ts";

/** What a person wants to have taken out of the log, ready to be used; see {@link compileRules}. */
export interface RedactionRule {
  /** Of a ready set, or of a rule of one's own; no two rules have the same. */
  readonly name: string;
  /** Stands where something was taken out. */
  readonly replacement: string;
  /** Where the rule fits a text: in order, without overlaps. The time is bounded by the length of the text. */
  find(text: string): TextRange[];
  /** Whether what stands under this name goes as a whole. */
  hasField(name: string): boolean;
}

/** How often each rule took something out, by its name. */
export type RuleCounts = Map<string, number>;

/** Shorter numbers are measurements; longer ones may be telephone or card numbers. */
const shortestNumber = 10;

/**
 * Plain data (JSON) or a text without what the rules name: in every string, every key and every long number, however deep.
 * Idempotent, and the same object when nothing fits. An event goes through {@link redactEvent}, which leaves its ids alone.
 *
 * @param counts is added to
 */
export function applyRedactionRules<Data>(value: Data, rules: readonly RedactionRule[], counts?: RuleCounts): Data;
export function applyRedactionRules(value: unknown, rules: readonly RedactionRule[], counts?: RuleCounts): unknown {
  if (rules.length === 0) return value;
  if (typeof value === "string") return applyToText(value, rules, counts);
  if (typeof value === "number") return applyToNumber(value, rules, counts);
  if (Array.isArray(value)) return applyToArray(value, rules, counts);
  return isPlain(value) ? applyToEntries(value, rules, counts) : value;
}

/** Keys of an event that say which event it is, and of which call: without them no log could be read. */
export const eventIds: ReadonlySet<string> = new Set([
  ...["timestamp", "level", "event", "request_id", "service", "operation", "initiator", "session_id", "seq"],
  ...["server_request_id", "diagnosis"],
]);

/** An event without what the rules name; what says which event it is stays. The same object when nothing fits. */
export function redactEvent<Event extends object>(
  event: Event,
  rules: readonly RedactionRule[],
  counts?: RuleCounts,
): Event {
  return rules.length === 0 ? event : (applyToEntries(event, rules, counts, eventIds) as Event);
}

/** Takes out what the rules name in a text. */
export function applyToText(text: string, rules: readonly RedactionRule[], counts?: RuleCounts): string {
  let clean = text;
  for (const rule of rules) {
    const ranges = rule.find(clean);
    if (ranges.length === 0) continue;
    const rest = [...ranges, { start: clean.length }];
    const before = ranges[0]!.start;
    const parts = ranges.map(({ end }, index) => rule.replacement + clean.slice(end, rest[index + 1]!.start));
    clean = clean.slice(0, before) + parts.join("");
    count(rule, ranges.length, counts);
  }
  return clean;
}

/** What stands in place of the value of a field that a rule names; undefined when none does, or the field says nothing. */
export function replacedField(
  name: string,
  value: unknown,
  rules: readonly RedactionRule[],
  counts?: RuleCounts,
): string | undefined {
  if (value === undefined || value === null || value === "" || typeof value === "boolean") return undefined;
  const rule = rules.find((one) => one.hasField(name));
  if (rule === undefined) return undefined;
  if (value !== rule.replacement) count(rule, 1, counts);
  return rule.replacement;
}

function applyToNumber(value: number, rules: readonly RedactionRule[], counts?: RuleCounts): unknown {
  if (!Number.isSafeInteger(value) || Math.abs(value) < 10 ** (shortestNumber - 1)) return value;
  const text = String(value);
  const clean = applyToText(text, rules, counts);
  return clean === text ? value : clean;
}

function applyToArray(values: unknown[], rules: readonly RedactionRule[], counts?: RuleCounts): unknown[] {
  const clean = values.map((item) => applyRedactionRules(item, rules, counts));
  return clean.every((item, index) => item === values[index]) ? values : clean;
}

function applyToEntries(
  value: object,
  rules: readonly RedactionRule[],
  counts?: RuleCounts,
  untouched?: ReadonlySet<string>,
): object {
  let isChanged = false;
  const entries = Object.entries(value).map(([name, item]: [string, unknown]): [string, unknown] => {
    if (untouched?.has(name)) return [name, item];
    const key = applyToText(name, rules, counts);
    const clean = replacedField(name, item, rules, counts) ?? applyRedactionRules(item, rules, counts);
    isChanged ||= key !== name || clean !== item;
    return [key, clean];
  });
  return isChanged ? Object.fromEntries(entries) : value;
}

function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function count({ name }: RedactionRule, times: number, counts?: RuleCounts): void {
  counts?.set(name, (counts.get(name) ?? 0) + times);
}
