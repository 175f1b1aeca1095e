import { readRegex, type RegexProblem } from "../../query/text/read-regex.ts";
import { createRegexCover } from "../../query/text/regex-cover.ts";
import { createRegexFinder } from "../../query/text/regex-finder.ts";
import { createFieldFinder, plainName } from "./personal-fields.ts";
import { readySetRule, type ReadySet } from "./ready-sets.ts";
import type { RedactionRule } from "./redaction-rules.ts";

/** A rule of one's own, as the settings keep it. */
export interface OwnRule {
  name: string;
  /** What `find` is: a regular expression of the log explorer, or the name of a field. */
  by: "pattern" | "field";
  find: string;
  replacement: string;
  isOn: boolean;
}

/** Which rules are on, as the settings keep it. */
export interface RuleChoice {
  sets: readonly ReadySet[];
  own: readonly OwnRule[];
}

/** What is wrong with a rule of one's own. */
export type RuleProblem =
  | RegexProblem
  /** It has no name, pattern or field, or a field without a letter that counts. */
  | "empty"
  /** The pattern fits a text without characters, so it fits everywhere. */
  | "matches-nothing"
  /** The pattern fits what it puts in, so that it would never come to an end. */
  | "replacement";

/** What is wrong with a rule of one's own; undefined when it can be used. Names are compared by who knows the others. */
export function ruleProblem(rule: OwnRule): RuleProblem | undefined {
  const reading = readRule(rule);
  return "problem" in reading ? reading.problem : undefined;
}

/** The rules that are on, ready sets first. A rule of one's own that cannot be used is left out. */
export function compileRules({ sets, own }: RuleChoice): RedactionRule[] {
  const readings = own.filter(({ isOn }) => isOn).map(readRule);
  return [...sets.map(readySetRule), ...readings.flatMap((reading) => ("rule" in reading ? [reading.rule] : []))];
}

function readRule({ name, by, find, replacement }: OwnRule): { rule: RedactionRule } | { problem: RuleProblem } {
  if (name.trim() === "" || find.trim() === "") return { problem: "empty" };
  if (by === "field") {
    if (plainName(find) === "") return { problem: "empty" };
    return { rule: { name, replacement, ...createFieldFinder([find], replacement) } };
  }
  const reading = readRegex(find);
  if ("problem" in reading) return reading;
  const fits = createRegexFinder(reading.regex);
  if (fits("")) return { problem: "matches-nothing" };
  if (fits(replacement)) return { problem: "replacement" };
  const cover = createRegexCover(reading.regex);
  return { rule: { name, replacement, find: (text) => (fits(text) ? cover(text) : []), hasField: () => false } };
}
