import { readTextValue } from "../read-text-value.ts";

const hole = /\{([@$]?\w{1,100})(?:,-?\d{1,4})?(?::[^{}]{0,100})?\}/g;
/** Longest template that is filled in, in UTF-16 units. */
const maxTemplate = 20_000;

/** Fills a message template (`server {State}`) with the fields of its record; holes without a field stay. */
export function renderTemplate(template: string, record: Record<string, unknown>): string {
  if (template.length > maxTemplate) return template;
  return template.replaceAll(hole, (whole: string, spelled: string) => {
    const name = spelled.replace(/^[@$]/, "");
    return (Object.hasOwn(record, name) ? readTextValue(record[name]) : undefined) ?? whole;
  });
}
