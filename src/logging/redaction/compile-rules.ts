import { readRegex, type RegexProblem } from "../../query/read-regex.ts";
import { createRegexCover } from "../../query/regex-cover.ts";
import { createRegexFinder } from "../../query/regex-finder.ts";
import { createFieldFinder } from "./personal-fields.ts";
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
  /** It has no name, pattern or field. */
  | "empty"
  /** The pattern fits a text without characters, so it fits everywhere. */
  | "matches-nothing"
  /** The pattern fits what it puts in, so that it would never come to an end. */
  | "replacement";

/** What is wrong with a rule of one's own; undefined when it can be used. Names are compared by who knows the others. */
export function ruleProblem({ name, by, find, replacement }: OwnRule): RuleProblem | undefined {
  if (name.trim() === "" || find.trim() === "") return "empty";
  if (by === "field") return undefined;
  const reading = readRegex(find);
  if ("problem" in reading) return reading.problem;
  const fits = createRegexFinder(reading.regex);
  if (fits("")) return "matches-nothing";
  return fits(replacement) ? "replacement" : undefined;
}

/** The rules that are on, ready sets first. A rule of one's own that cannot be used is left out. */
export function compileRules({ sets, own }: RuleChoice): RedactionRule[] {
  const usable = own.filter((rule) => rule.isOn && ruleProblem(rule) === undefined);
  return [...sets.map(readySetRule), ...usable.map(ownRule)];
}

function ownRule({ name, by, find, replacement }: OwnRule): RedactionRule {
  if (by === "field") return { name, replacement, ...createFieldFinder([find], replacement) };
  const reading = readRegex(find);
  if ("problem" in reading) throw new RangeError(`the rule "${name}" has ${reading.problem}`);
  const fits = createRegexFinder(reading.regex);
  const cover = createRegexCover(reading.regex);
  return { name, replacement, find: (text) => (fits(text) ? cover(text) : []), hasField: () => false };
}
