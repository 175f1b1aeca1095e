import { parseQuery } from "../../query/parse-query.ts";
import type { Query } from "../../query/query.ts";

/** The query that a text says, times as they are written; undefined where some part of it was not understood. */
export function readQuery(text: string): Query | undefined {
  const { query, errors } = parseQuery(text);
  return errors.length === 0 ? query : undefined;
}

/** The conditions of a text, as they stand in it. */
export function conditionsOf(text: string): string[] {
  return parseQuery(text).conditions.map(({ start, end }) => text.slice(start, end));
}
