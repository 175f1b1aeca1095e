import { readySets, type ReadySet } from "../../logging/redaction/ready-sets.ts";
import type { Dictionary } from "../../kit/i18n/locale.svelte.ts";

const en = {
  sets: {
    email: "Email addresses",
    phone: "Telephone numbers",
    card: "Card numbers",
    passport: "Passport numbers",
    fields: "Personal fields by name",
  } satisfies Record<ReadySet, string>,
};

const ru = {
  sets: {
    email: "Адреса почты",
    phone: "Номера телефонов",
    card: "Номера карт",
    passport: "Номера паспортов",
    fields: "Личные поля по имени",
  },
} satisfies typeof en;

/** Names of the ready sets of redaction rules. */
export const ruleNameText: Dictionary<typeof en> = { en, ru };

/** A redaction rule as it is called on the screen; one's own has the name that it was given. */
export function ruleNameOf(name: string, { sets }: typeof en): string {
  const set = readySets.find((one) => one === name);
  return set === undefined ? name : sets[set];
}
