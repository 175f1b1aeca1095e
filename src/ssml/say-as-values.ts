import { cases, genders } from "./grammatical-form.ts";

/** Values of `interpret-as`. */
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

/** One of them. */
export type Category = (typeof categories)[number];

/** Values of `detail` by category: suggestions, and the pattern of all valid ones. */
export const details: Partial<Record<Category, { usual: readonly string[]; form: RegExp }>> = {
  date: {
    usual: ["d.m.y", "d.m", "m.y", "y-m-d", "m/d/y", "d.m.y_fulldate", "d.m_word", "d.m.y_word"],
    form: /^(?![^_]*([dmy])[^_]*\1)[dmy]([./-][dmy]){0,2}(_(fulldate|word))*$/,
  },
  time: { usual: ["h:m", "h:m:s"], form: /^h[:.-]m([:.-]s)?$/ },
  telephone: { usual: ["RU"], form: /^RU$/ },
  money: { usual: ["RUB", "USD"], form: /^(RUB|USD)$/ },
  "split-by": { usual: ["1", "2", "3"], form: /^[123]$/ },
};

/** Suggestions for `format`: a gender or plural, a case, or both. */
export const usualFormats: readonly string[] = [
  ...genders,
  "plural",
  ...cases,
  ...[...genders, "plural"].flatMap((form) => cases.map((one) => `${form}_${one}`)),
];
