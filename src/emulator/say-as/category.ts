import type { Grammar } from "./grammar.ts";

/** What `interpret-as` may be. */
export const categories = [
  "cardinal",
  "ordinal",
  "date",
  "time",
  "telephone",
  "money",
  "split-by",
  "fraction",
  "decimal",
  "non-roman",
] as const;

/** A value of `interpret-as`. */
export type Category = (typeof categories)[number];

/**
 * Turns what stands in a `<say-as>` into words; nothing comes back when it does not fit the category.
 *
 * @param detail the attribute, empty when it is missing
 */
export type Reading = (content: string, detail: string, grammar: Grammar) => string | undefined;
