import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parseQuery } from "./parse-query.ts";
import { printQuery } from "./print-query.ts";

it("reads every example of the README, and prints it as a query that means the same", () => {
  const readme = readFileSync(join(import.meta.dirname, "README.md"), "utf8");
  const rows = [...readme.matchAll(/^\| (`.*?) \| /gm)].map(([, cell]) => cell!);
  const examples = rows.flatMap((cell) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code!.replaceAll("\\|", "|")),
  );
  expect(examples.length).toBeGreaterThan(25);
  for (const example of examples) {
    const { query, errors } = parseQuery(example);
    expect(errors, example).toEqual([]);
    expect(parseQuery(printQuery(query)).query, example).toEqual(query);
  }
});
