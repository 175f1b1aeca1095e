import type { Preferences } from "../app/preferences.svelte.ts";
import type { Locale } from "../kit/i18n/locale.svelte.ts";

/** Keeps the language and the theme of the document as the settings say. Call it while a component is being set up. */
export function followAppearance(preferences: Preferences, locale: Locale): void {
  const root = document.documentElement;
  $effect.pre(() => {
    root.lang = locale.language;
  });
  $effect.pre(() => {
    const { theme } = preferences.current;
    if (theme === "system") delete root.dataset["theme"];
    else root.dataset["theme"] = theme;
  });
}
