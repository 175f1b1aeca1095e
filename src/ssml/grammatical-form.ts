/** Grammatical cases by the platform's names. */
export const cases = ["nominative", "genitive", "dative", "accusative", "ablative", "prepositional"] as const;
/** Grammatical genders by the platform's names. */
export const genders = ["masculine", "feminine", "neuter"] as const;

export type Case = (typeof cases)[number];
export type Gender = (typeof genders)[number];

/** The form in which a Russian number is said. */
export interface Grammar {
  /** Of one; `plural` has no gender. */
  form: Gender | "plural";
  case: Case;
}

/** What holds without a `format` attribute. */
export const defaultGrammar: Grammar = { form: "masculine", case: "nominative" };

/**
 * Reads a `format` attribute: a gender or `plural`, and a case, joined by `_` in any order; each may be missing.
 *
 * Nothing comes back for a word that does not exist or for two of a kind (a gender with `plural` is two of a kind).
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
