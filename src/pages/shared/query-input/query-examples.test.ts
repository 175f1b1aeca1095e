import { expect, it } from "vitest";
import { parseQuery } from "../../../query/parse-query.ts";
import { queryInputText } from "./query-input-text.ts";

it.each(["en", "ru"] as const)("every example of the help is a query without an error, in %s", (language) => {
  const { examples } = queryInputText[language].help;
  expect(examples.length).toBeGreaterThan(10);
  expect(examples.filter(([example = ""]) => parseQuery(example).errors.length > 0)).toEqual([]);
  expect(examples.every(([example = ""]) => parseQuery(example).conditions.length > 0)).toBe(true);
});
