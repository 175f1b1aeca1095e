/** Grammatical cases by the platform's names. */
export const cases = ["nominative", "genitive", "dative", "accusative", "ablative", "prepositional"] as const;
/** Grammatical genders by the platform's names. */
export const genders = ["masculine", "feminine", "neuter"] as const;

export type Case = (typeof cases)[number];
export type Gender = (typeof genders)[number];

/** Grammatical form of a spoken Russian number. */
export interface Grammar {
  /** Gender of the singular; `plural` has none. */
  form: Gender | "plural";
  case: Case;
}

/** The form without a `format` attribute. */
export const defaultGrammar: Grammar = { form: "masculine", case: "nominative" };

/**
 * Parses a `format` attribute: a gender or `plural`, and a case, joined by `_` in any order; each may be missing.
 *
 * @returns undefined for an unknown word, or two of a kind (`plural` counts as a gender)
 */
export function readGrammar(format: string): Grammar | undefined {
  const forms: Grammar["form"][] = [...genders, "plural"];
  const words = format.split("_").filter((word) => word !== "");
  const form = words.filter((word) => forms.some((known) => known === word));
  const named = words.filter((word) => cases.some((known) => known === word));
  if (form.length + named.length < words.length || form.length > 1 || named.length > 1) return undefined;
  return {
    form: (form[0] as Grammar["form"] | undefined) ?? defaultGrammar.form,
    case: (named[0] as Case | undefined) ?? defaultGrammar.case,
  };
}
