import { describe, expect, it } from "vitest";
import { printQuery } from "../../query/print-query.ts";
import { parseQuery } from "../../query/parse-query.ts";
import { comparedWithGood, finishedCalls, groupQuery, type GroupRows } from "./group-rows.ts";

const group = (text: string, range: GroupRows["scope"]["range"] = {}): GroupRows => ({
  scope: { view: "calls", query: parseQuery(text).query, range, hasOwnCalls: false },
  service: "TTS",
  operation: "Synthesize",
});

describe("comparedWithGood", () => {
  it("compares the failures of the group with calls of its operation that ended well, and with no other failure", () => {
    const { scope, comparison } = comparedWithGood(group("error_group:x"));
    expect(printQuery(scope.query)).toBe("error_group:x OR (service:TTS operation:Synthesize outcome:ok)");
    expect(comparison).toEqual({ is: "failing" });
  });

  it("takes good calls of all times, where the group is of one", () => {
    const { scope } = comparedWithGood(group("error_group:x", { fromMs: 0, toMs: 999.5 }));
    expect(scope.range).toEqual({});
    expect(printQuery(scope.query)).toBe(
      "(error_group:x timestamp:[1970-01-01T00:00:00.000Z TO 1970-01-01T00:00:01.000Z}) OR (service:TTS operation:Synthesize outcome:ok)",
    );
  });
});

it("counts a group without a service among all calls", () => {
  const { scope } = group("error_group:x");
  expect(printQuery(finishedCalls({ scope }).query)).toBe("outcome:(ok OR error)");
  expect(printQuery(groupQuery(scope))).toBe("error_group:x");
});
