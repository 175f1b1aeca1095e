import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";

const en = {
  since: (moment: string) => `since ${moment}`,
  before: (moment: string) => `before ${moment}`,
  between: (from: string, to: string) => `from ${from} to ${to}`,
};

const ru = {
  since: (moment: string) => `с ${moment}`,
  before: (moment: string) => `до ${moment}`,
  between: (from: string, to: string) => `с ${from} по ${to}`,
} satisfies typeof en;

/** Conditions on time in words. */
export const clauseWords: Dictionary<typeof en> = { en, ru };
