import { readTextValue } from "../read-text-value.ts";
import { isRecord } from "../../basics/record.ts";

const hole = /\{([@$]?\w{1,100})(?:,-?\d{1,4})?(?::[^{}]{0,100})?\}/g;
/** Longest template that is filled in, in UTF-16 units. */
const maxTemplate = 20_000;

/** Fills a message template (`server {State}`) with the fields of its record, or of its `Properties`; other holes stay. */
export function renderTemplate(template: string, record: Record<string, unknown>): string {
  if (template.length > maxTemplate) return template;
  const { Properties: properties } = record;
  const named = isRecord(properties) ? { ...properties, ...record } : record;
  return template.replaceAll(hole, (whole: string, spelled: string) => {
    const name = spelled.replace(/^[@$]/, "");
    return (Object.hasOwn(named, name) ? readTextValue(named[name]) : undefined) ?? whole;
  });
}
