import { computedFields } from "./computed-fields.ts";
import { messagePattern, patternPath } from "../messages/message-pattern.ts";
import type { Scalar } from "../query.ts";

/**
 * All fields of a parsed line by their dotted paths, computed ones among them.
 *
 * An object has no value, an array has the text of its JSON. A key that holds dots is joined like a path; where two keys give
 * one path, the later one counts.
 */
export function fieldValues(event: Record<string, unknown>): Map<string, Scalar> {
  const values = listedValues(event);
  values.delete(patternPath);
  const pattern = messagePattern(event);
  if (pattern !== undefined) values.set(patternPath, pattern);
  return values;
}

/** The fields that blocks have columns of: all but the pattern of the message, which takes longer than all others. */
export function listedValues(event: Record<string, unknown>): Map<string, Scalar> {
  const values = new Map<string, Scalar>();
  addFields(values, "", event);
  for (const path of ["outcome", "error_group"]) values.delete(path);
  for (const [path, value] of Object.entries(computedFields(event))) values.set(path, value as string);
  return values;
}

function addFields(values: Map<string, Scalar>, prefix: string, object: object): void {
  for (const [key, value] of Object.entries(object) as [string, unknown][]) {
    const path = prefix + key;
    if (Array.isArray(value)) values.set(path, JSON.stringify(value));
    else if (typeof value === "object" && value !== null) addFields(values, `${path}.`, value);
    else if (value !== undefined) values.set(path, value as Scalar);
  }
}
