import type { Dictionary } from "../i18n/locale.svelte.ts";

const en = {
  copyDetails: "Copy details",
  copyId: (label: string) => `Copy: ${label}`,
  details: "Details",
};

const ru = {
  copyDetails: "Копировать подробности",
  copyId: (label: string) => `Копировать: ${label}`,
  details: "Подробности",
} satisfies typeof en;

/** What can be copied, beside the plain "Copy". */
export const copyButtonText: Dictionary<typeof en> = { en, ru };
