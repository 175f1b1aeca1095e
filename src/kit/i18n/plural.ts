import type { Language } from "./language.ts";

/** A noun in the forms that whole numbers need, by language. A missing form does not compile. */
export interface PluralForms {
  en: Record<"one" | "other", string>;
  /** A fraction takes `few`, the genitive singular: "1,5 строки". */
  ru: Record<"one" | "few" | "many", string>;
}

const rules = new Map<Language, Intl.PluralRules>();
const numbers = new Map<Language, Intl.NumberFormat>();

/** The form of the noun that goes with `count`. */
export function plural<L extends Language>(language: L, count: number, forms: PluralForms[L]): string {
  const rule = cached(rules, language, () => new Intl.PluralRules(language)).select(count);
  const byRule: Partial<Record<Intl.LDMLPluralRule, string>> = forms;
  return byRule[rule] ?? byRule.few ?? "";
}

/** The number and its noun: `counted("ru", 5, { one: "строка", few: "строки", many: "строк" })` is "5 строк". */
export function counted<L extends Language>(language: L, count: number, forms: PluralForms[L]): string {
  const number = cached(numbers, language, () => new Intl.NumberFormat(language));
  return `${number.format(count)} ${plural(language, count, forms)}`;
}

function cached<T>(made: Map<Language, T>, language: Language, make: () => T): T {
  const found = made.get(language) ?? make();
  made.set(language, found);
  return found;
}
