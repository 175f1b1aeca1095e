import * as v from "valibot";

/** Longest texts of rules and notes, in characters, and the most of each. */
export const groupLimits = {
  key: 1_000,
  name: 120,
  path: 200,
  pattern: 200,
  note: 4_000,
  keys: 100,
  rules: 200,
} as const;

const text = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most));
const key = text(groupLimits.key);

/**
 * How a person wants failures to be grouped. Plain data: a rule is kept, exported and removed again, and then everything is as
 * it was.
 */
export const groupingRuleSchema = v.variant("is", [
  /** Several groups are one, under a name. */
  v.object({
    is: v.literal("merge"),
    name: text(groupLimits.name),
    keys: v.pipe(v.array(key), v.minLength(2), v.maxLength(groupLimits.keys)),
  }),
  /** One group comes apart by the values of a field. */
  v.object({ is: v.literal("split"), key, path: text(groupLimits.path) }),
  /** The operations of a service are groups of their own. */
  v.object({ is: v.literal("operations") }),
  /** A part of messages is replaced by a word, so that messages that differ in it are one group. `*` stands for any characters. */
  v.object({
    is: v.literal("normalise"),
    pattern: v.pipe(text(groupLimits.pattern), v.regex(/[^*\s]/)),
    word: text(groupLimits.name),
  }),
]);

/** A rule of a person about groups of failures, see `groupingRuleSchema`. */
export type GroupingRule = v.InferOutput<typeof groupingRuleSchema>;
