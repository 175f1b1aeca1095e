import { isRecord } from "../../basics/record.ts";
import type { Settings } from "../../settings/settings.ts";

type Fields = Record<string, unknown>;

/**
 * What changed in the settings: under each name the new value, and under `before` the old one; of records only the fields that
 * changed.
 *
 * Of additional metadata only the names are taken: somebody may have put a secret into a value.
 */
export function changedSettings(earlier: Settings, now: Settings): Fields {
  const { after, before } = difference(earlier, now);
  return { ...after, before };
}

function difference(earlier: Fields, now: Fields): { before: Fields; after: Fields } {
  const [before, after]: [Fields, Fields] = [{}, {}];
  for (const name of new Set([...Object.keys(earlier), ...Object.keys(now)])) {
    const [old, value] = [earlier[name], now[name]];
    if (isSame(old, value)) continue;
    if (name === "metadata") [before[name], after[name]] = [namesOf(old), namesOf(value)];
    else if (isRecord(old) && isRecord(value)) ({ before: before[name], after: after[name] } = difference(old, value));
    else [before[name], after[name]] = [old, value];
  }
  return { before, after };
}

/** Settings are read anew after every change, so equal ones are not the same object. */
export function isSame(before: unknown, now: unknown): boolean {
  return JSON.stringify(before) === JSON.stringify(now);
}

function namesOf(value: unknown): string[] {
  return isRecord(value) ? Object.keys(value) : [];
}
