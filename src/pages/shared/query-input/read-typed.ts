import { parseQuery } from "../../../query/parse-query.ts";
import { queryWarnings } from "../../../query/edit/query-warnings.ts";
import type { FieldInfo } from "../../../store/explore.ts";
import type { QueryReading } from "./query-reading.ts";

/** What was understood of a text. @param fields those of the log, which tell where only numbers can be found */
export function readTyped(text: string, fields: readonly FieldInfo[] = []): QueryReading {
  const { conditions, tests, errors } = parseQuery(text);
  const isNumeric = (path: string) =>
    fields.some((field) => field.path === path && field.kinds.every((kind) => kind === "number"));
  return { conditions, errors, warnings: queryWarnings(tests, isNumeric) };
}
