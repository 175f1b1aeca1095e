import type { Locale } from "../../kit/i18n/locale.svelte.ts";
import type { AlertsPage } from "./alerts-page.svelte.ts";
import { alertsText } from "./alerts-text.ts";
import { readyRuleNames } from "./ready-rules.ts";

/** Begins a new rule from a ready one, named in the language of the screen. @param kind one that there is not begins nothing */
export function beginReadyRule(page: AlertsPage, kind: string, locale: Locale): void {
  const known = readyRuleNames.find((name) => name === kind);
  if (known === undefined) return;
  const timeZone = locale.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  page.begin(known, { name: locale.pick(alertsText).readyRules[known].name, timeZone });
}
