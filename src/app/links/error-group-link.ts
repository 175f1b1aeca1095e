import { ofLog, pathOf } from "./request-link.ts";

/** The address of the page of one group of failures. @param set the imported log, as addresses name it; empty: the live one */
export function errorGroupLink(key: string, set: string): string {
  return `/error/${pathOf(key)}${ofLog(set)}`;
}

/** The address of the list of the groups of failures. @param set the imported log, as addresses name it; empty: the live one */
export function errorsLink(set: string): string {
  return `/errors${ofLog(set)}`;
}
