import type { Dictionary } from "../i18n/locale.svelte.ts";

const en = {
  copyDetails: "Copy details",
  copyId: (label: string) => `Copy ${label}`,
  details: "Details",
};

const ru = {
  copyDetails: "Скопировать подробности",
  copyId: (label: string) => `Скопировать: ${label}`,
  details: "Подробности",
} satisfies typeof en;

/** What can be copied, beside the plain "Copy". */
export const copyButtonText: Dictionary<typeof en> = { en, ru };
