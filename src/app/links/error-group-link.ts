import { pathOf } from "./request-link.ts";

/** The address of the page of one group of failures. @param set the imported log, as addresses name it; empty: the live one */
export function errorGroupLink(key: string, set: string): string {
  const query = set === "" ? "" : `?${new URLSearchParams({ log: set }).toString()}`;
  return `/error/${pathOf(key)}${query}`;
}
