import { languages, type Language } from "../../kit/i18n/language.ts";
import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";
import type { Findable } from "./rank-items.ts";

/** What can be chosen in the command palette. */
export interface PaletteItem extends Findable {
  /** Unique in the palette. */
  id: string;
  kind: "page" | "view" | "action" | "log" | "field" | "query";
  /** As it is shown. */
  name: string;
  choose: () => void;
}

/** What is named by a dictionary: shown in one language, found in each. @param others further words it is found by */
export function named<Words>(
  language: Language,
  dictionary: Dictionary<Words>,
  nameIn: (words: Words) => string,
  others: readonly string[] = [],
): Pick<PaletteItem, "name" | "names"> {
  const names = languages.map((each) => nameIn(dictionary[each]));
  return { name: nameIn(dictionary[language]), names: [...names, ...others] };
}
