import type { Language } from "./language.ts";

/** A noun in the forms its language counts with: English has `one` and `other`, Russian `one`, `few`, `many` and `other`. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

const rules = new Map<Language, Intl.PluralRules>();
const numbers = new Map<Language, Intl.NumberFormat>();

/** The form of the noun that goes with `count`; fractions take `other`. */
export function plural(language: Language, count: number, forms: PluralForms): string {
  const rule = cached(rules, language, () => new Intl.PluralRules(language));
  return forms[rule.select(count)] ?? forms.other;
}

/** The number and its noun: `counted("ru", 5, { one: "строка", few: "строки", other: "строк" })` is "5 строк". */
export function counted(language: Language, count: number, forms: PluralForms): string {
  const number = cached(numbers, language, () => new Intl.NumberFormat(language));
  return `${number.format(count)} ${plural(language, count, forms)}`;
}

function cached<T>(made: Map<Language, T>, language: Language, make: () => T): T {
  const found = made.get(language) ?? make();
  made.set(language, found);
  return found;
}
