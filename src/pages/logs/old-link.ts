import { readNames } from "../../app/name-list.ts";
import { includeValue } from "../../query/edit/edit-query.ts";

/** Conditions of links of earlier versions, with the field that each is about. */
const oldFields = {
  level: "level",
  service: "service",
  event: "event",
  error: "error.error_type",
  request: "request_id",
  session: "session_id",
} as const;
const oldNames = Object.keys(oldFields) as (keyof typeof oldFields)[];
/** Those that hold one value, whatever it contains. */
const single: readonly string[] = ["request", "session"];

/**
 * What a link of an earlier version says in our terms: its conditions as a query over events, own calls included. undefined
 * for an address without such conditions.
 */
export function oldConditions(query: (name: string) => string): Record<string, string> | undefined {
  const conditions = oldNames.flatMap((name) => {
    const values = single.includes(name) ? [query(name)] : readNames(query(name));
    const wanted = values.filter((value) => value !== "");
    const condition = wanted.reduce((text, value) => includeValue(text, oldFields[name], value), "");
    return condition === "" ? [] : [condition];
  });
  if (conditions.length === 0) return undefined;
  const text = [...conditions, query("q")].filter((part) => part !== "").join(" ");
  const removed = Object.fromEntries(oldNames.map((name) => [name, ""]));
  return { ...removed, q: text, view: query("view") || "events", own: query("own") || "1" };
}
