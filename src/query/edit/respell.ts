import { readText } from "./edit-query.ts";
import { printQuery } from "../print-query.ts";
import type { Query } from "../query.ts";

/** A field that a query asks for, and the value, where it asks for one. */
export interface Asked {
  path: string;
  value?: string;
}

/** The fields that a query asks for; what it excludes is not among them. */
export function askedFields(query: Query): Asked[] {
  if (query.is === "and" || query.is === "or") return query.parts.flatMap(askedFields);
  if (query.is !== "field") return [];
  return [{ path: query.path, ...(query.test.is === "value" && { value: query.test.value }) }];
}

/** The full paths that a name may mean: those that end so, in any case. */
export function fieldsNamed(name: string, paths: readonly string[]): string[] {
  const wanted = name.toLowerCase();
  return paths.filter((path) => path.toLowerCase() === wanted || path.toLowerCase().endsWith(`.${wanted}`));
}

/** A text with a field, and perhaps a value of it, written otherwise. */
export interface Respelled {
  text: string;
  /** The conditions that changed. */
  changed: string;
}

/** Writes a field, and the value asked for, otherwise; all else stays as it was typed. */
export function respell(text: string, from: Asked, to: Asked): Respelled {
  const { source, conditions } = readText(text);
  const changed: string[] = [];
  let [respelled, at] = ["", 0];
  for (const { query, start, end } of conditions) {
    const other = withSpelling(query, from, to);
    if (JSON.stringify(other) === JSON.stringify(query)) continue;
    const isJoined = other.is === "or" && conditions.length > 1;
    const printed = printQuery(isJoined ? { is: "and", parts: [other] } : other);
    changed.push(printed);
    respelled += source.slice(at, start) + printed;
    at = end;
  }
  return { text: respelled + source.slice(at), changed: changed.join(" ") };
}

function withSpelling(query: Query, from: Asked, to: Asked): Query {
  if (query.is === "and" || query.is === "or") {
    return { is: query.is, parts: query.parts.map((part) => withSpelling(part, from, to)) };
  }
  if (query.is === "not") return { is: "not", part: withSpelling(query.part, from, to) };
  if (query.is !== "field" || query.path !== from.path) return query;
  const { test } = query;
  const isValue = test.is === "value" && test.value === from.value && to.value !== undefined;
  return { is: "field", path: to.path, test: isValue ? { ...test, value: to.value! } : test };
}
