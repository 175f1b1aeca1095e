import { getContext, hasContext, setContext } from "svelte";
import { createFormat, type Format } from "./format.ts";
import { tagFor, type Language } from "./language.ts";
import { timeZoneOf, type ShownZone } from "./time-format.ts";

/**
 * The same words in every language. A page keeps its own in `words.ts`:
 *
 * ```ts
 * const en = { title: "Logs", rows: (count: number) => counted("en", count, { one: "row", other: "rows" }) };
 * const ru = { title: "Журнал", rows: (count: number) => counted("ru", count, { ... }) } satisfies typeof en;
 * export const words: Dictionary<typeof en> = { en, ru };
 * ```
 *
 * A key that is missing in one language does not compile.
 */
export type Dictionary<Words> = Record<Language, Words>;

/** The language and the time zone on the screen. Reading it in markup follows every change. */
export class Locale {
  readonly #language: () => Language;
  readonly #zone: () => ShownZone;
  readonly #systemLanguages: readonly string[];

  /**
   * @param language a language, or where to read the one of the moment
   * @param zone likewise
   * @param systemLanguages as in `navigator.languages`: the one of this language says how dates are written
   */
  constructor(
    language: Language | (() => Language) = "en",
    zone: ShownZone | (() => ShownZone) = "local",
    systemLanguages: readonly string[] = [],
  ) {
    this.#systemLanguages = systemLanguages;
    this.#language = typeof language === "function" ? language : () => language;
    this.#zone = typeof zone === "function" ? zone : () => zone;
  }

  readonly language: Language = $derived.by(() => this.#language());
  readonly zone: ShownZone = $derived.by(() => this.#zone());
  /** Its IANA name; undefined: that of this machine. */
  readonly timeZone: string | undefined = $derived(timeZoneOf(this.zone));
  /** Numbers, sizes and times as this language writes them. */
  readonly format: Format = $derived.by(() =>
    createFormat(this.language, this.timeZone, tagFor(this.language, this.#systemLanguages)),
  );

  /** The words of a dictionary in this language. */
  pick<Words>(words: Dictionary<Words>): Words {
    return words[this.language];
  }
}

/** The context key, so that a test can hand in a locale: `new Map([[localeKey, new Locale("ru")]])`. */
export const localeKey = Symbol("locale");

/** Makes a locale known to everything below the calling component. */
export function provideLocale(locale: Locale): Locale {
  return setContext(localeKey, locale);
}

/** The locale of the page; English where nobody provided one. Call it while a component is being set up. */
export function useLocale(): Locale {
  return hasContext(localeKey) ? getContext<Locale>(localeKey) : new Locale();
}
