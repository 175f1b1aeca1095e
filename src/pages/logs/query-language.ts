import { parseQuery } from "../../query/parse-query.ts";
import type { Query } from "../../query/query.ts";
import { queryWarnings } from "../../query/query-warnings.ts";
import type { FieldInfo } from "../../store/explore.ts";
import type { QueryReading } from "./query-bar/query-reading.ts";

/** The query that a text says, times as they are written; undefined where some part of it was not understood. */
export function readQuery(text: string): Query | undefined {
  const { query, errors } = parseQuery(text);
  return errors.length === 0 ? query : undefined;
}

/** What was understood of a text. @param fields those of the log, which tell where only numbers can be found */
export function readTyped(text: string, fields: readonly FieldInfo[] = []): QueryReading {
  const { conditions, tests, errors } = parseQuery(text);
  const isNumeric = (path: string) =>
    fields.some((field) => field.path === path && field.kinds.every((kind) => kind === "number"));
  return { conditions, errors, warnings: queryWarnings(tests, isNumeric) };
}

/** The conditions of a text, as they stand in it. */
export function conditionsOf(text: string): string[] {
  return parseQuery(text).conditions.map(({ start, end }) => text.slice(start, end));
}
