import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";

const en = { openLog: "Open log…" };
const ru = { openLog: "Открыть журнал…" } satisfies typeof en;

/** The words of the button that opens log files. */
export const openLogText: Dictionary<typeof en> = { en, ru };
