import type { Dictionary } from "../i18n/locale.svelte.ts";

const en = { replaced: "Replaced", missing: "Missing", added: "Added", equal: "" };
const ru = { replaced: "Заменено", missing: "Пропущено", added: "Добавлено", equal: "" } satisfies typeof en;

/** What each step of a word diff is called. */
export const diffTextOf: Dictionary<typeof en> = { en, ru };
