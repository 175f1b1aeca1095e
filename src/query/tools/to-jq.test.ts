import { describe, expect, it } from "vitest";
import { exploredLog } from "../../../test/support/explored-log.ts";
import { findJq } from "../../../test/support/find-jq.ts";
import { linesFound, oddLines, oddQueries } from "../../../test/support/odd-lines.ts";
import { runJqPrograms } from "../../../test/support/run-jq-programs.ts";
import { createSimpleReading } from "../../../test/support/scoped-queries.ts";
import { renderJsonLine } from "../../logging/render-line.ts";
import { computedFields } from "../match/computed-fields.ts";
import { messagePattern } from "../messages/message-pattern.ts";
import { parseQuery } from "../parse-query.ts";
import type { QueryScope } from "../match/query-scope.ts";
import { toJq } from "./to-jq.ts";

const jq = await findJq();
const scopeOf = (text: string, view: QueryScope["view"] = "events"): QueryScope => ({
  view,
  query: parseQuery(text).query,
  range: {},
  hasOwnCalls: true,
});
const parsed = (lines: string[]) => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

describe.skipIf("missing" in jq)("toJq", () => {
  if ("missing" in jq) return;

  it("finds the lines that a simple reading finds, whatever keys and values there are", async () => {
    const programs = oddQueries.map((query) => toJq(scopeOf(query), "rows"));
    const found = await runJqPrograms(jq, programs, oddLines.join("\n"));
    expect(found).toHaveLength(oddQueries.length);
    for (const [index, query] of oddQueries.entries()) {
      expect([query, found[index]]).toEqual([query, parsed(linesFound(query))]);
    }
  });

  it("computes the error group of every message alike", async () => {
    const program = toJq(scopeOf("error_group:*"), "rows").replace(/rows \| reduce.*$/, "rows[].event | error_group");
    const expected = parsed(oddLines).flatMap((event) => computedFields(event).error_group ?? []);
    expect(await runJqPrograms(jq, [program], oddLines.join("\n"))).toEqual([expected]);
    expect(expected.length).toBeGreaterThan(10);
  });

  it("computes the pattern of every message alike", async () => {
    const program = toJq(scopeOf("pattern:*"), "rows").replace(/rows \| reduce.*$/, "rows[].event | message_pattern");
    const expected = parsed(oddLines).flatMap((event) => messagePattern(event) ?? []);
    expect(await runJqPrograms(jq, [program], oddLines.join("\n"))).toEqual([expected]);
    expect(expected.length).toBeGreaterThan(15);
  });

  it("folds the lines of each call as the explorer does", async () => {
    const log = [...exploredLog(300)].map((event) => renderJsonLine(event)).join("\n");
    const scope = scopeOf("service:TTS", "calls");
    const byId = (one: Record<string, unknown>, other: Record<string, unknown>) =>
      String(one["request_id"]) < String(other["request_id"]) ? -1 : 1;
    const [calls] = await runJqPrograms(jq, [toJq(scope, "rows")], log);
    const expected = createSimpleReading(log, "calls")(scope).map(({ event }) => event);
    expect((calls as Record<string, unknown>[]).sort(byId)).toEqual(expected.sort(byId));
    expect(expected.length).toBeGreaterThan(20);
  });
});
