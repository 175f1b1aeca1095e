import { parseQuery } from "../../query/parse-query.ts";

/** Whether a text is a query of the explorer without a mistake. */
export function isQueryText(text: string): boolean {
  return parseQuery(text).errors.length === 0;
}
