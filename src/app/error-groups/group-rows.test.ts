import { expect, it } from "vitest";
import { printQuery } from "../../query/print-query.ts";
import { parseQuery } from "../../query/parse-query.ts";
import { comparedWithGood, finishedCalls, type GroupRows } from "./group-rows.ts";

const scope = { view: "calls", query: parseQuery("error_group:x").query, range: {}, hasOwnCalls: false } as const;
const group: GroupRows = { scope, services: ["TTS"], operations: ["Synthesize", "StreamingSynthesize"] };

it("compares the failures of a group with good calls of its operations, and with no other failure", () => {
  const compared = comparedWithGood(group);
  expect(printQuery(compared.scope.query)).toBe(
    'error_group:x OR (service:"TTS" operation:("Synthesize" OR "StreamingSynthesize") outcome:"ok")',
  );
  expect(compared.comparison).toEqual({ is: "failing" });
});

it("counts a group without a service among all calls", () => {
  const { query } = finishedCalls({ scope, services: [], operations: [] });
  expect(printQuery(query)).toBe('outcome:("ok" OR "error")');
});
