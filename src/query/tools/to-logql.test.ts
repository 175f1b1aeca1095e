import { parser } from "@grafana/lezer-logql";
import { describe, expect, it } from "vitest";
import { exploredLog } from "../../../test/support/explored-log.ts";
import { createLokiReading } from "../../../test/support/loki-reading.ts";
import { oddQueries } from "../../../test/support/odd-lines.ts";
import { createSimpleReading, scopedQueries } from "../../../test/support/scoped-queries.ts";
import { renderJsonLine } from "../../logging/render-line.ts";
import { parseQuery } from "../parse-query.ts";
import type { QueryScope } from "../match/query-scope.ts";
import { toLogQl } from "./to-logql.ts";

const scopeOf = (text: string, more: Partial<QueryScope> = {}): QueryScope => ({
  view: "events",
  query: parseQuery(text).query,
  range: {},
  hasOwnCalls: true,
  ...more,
});

/** What Grafana's parser does not understand. */
function errorsIn(query: string): string[] {
  const errors: string[] = [];
  parser.parse(query).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) errors.push(`${query.slice(Math.max(0, from - 20), to + 20)} at ${String(from)}`);
    },
  });
  return errors;
}

const printed = (text: string, more?: Partial<QueryScope>) => {
  const query = toLogQl(scopeOf(text, more));
  if ("missing" in query) throw new Error(query.missing);
  return query;
};

describe("toLogQl", () => {
  it.each(["events", "calls"] as const)(
    "gives a query that Grafana's parser reads, for 300 random ones (%s)",
    (view) => {
      const scopes = scopedQueries([...exploredLog(1_000)], view, { count: 300, seed: 7 });
      const queries = scopes.map(toLogQl);
      const texts = queries.flatMap((query) => ("text" in query ? [query.text] : []));
      expect(texts.length).toBeGreaterThan(150);
      expect(texts.flatMap(errorsIn)).toEqual([]);
    },
  );

  it("gives a query that Grafana's parser reads, whatever keys and values are asked for", () => {
    const texts = oddQueries.map((text) => toLogQl(scopeOf(text))).flatMap((q) => ("text" in q ? [q.text] : []));
    expect(texts.length).toBeGreaterThan(20);
    expect(texts.flatMap(errorsIn)).toEqual([]);
  });

  it("finds the lines that a simple reading finds, wherever it says of no difference", () => {
    const events = [...exploredLog(600)];
    const lines = events.map((event) => renderJsonLine(event));
    const read = createSimpleReading(lines.join("\n"), "events");
    const scopes = scopedQueries(events, "events", { count: 400, seed: 11 });
    let compared = 0;
    for (const scope of scopes) {
      const query = toLogQl(scope);
      if (!("text" in query) || query.differs.length > 0) continue;
      const passes = createLokiReading(query.text);
      const found = lines.flatMap((line, at) => (passes(line) ? [at] : []));
      const expected = read(scope).map(({ position }) => position);
      expect([scope.text, query.text, found]).toEqual([scope.text, query.text, expected.sort((a, b) => a - b)]);
      compared++;
    }
    expect(compared).toBeGreaterThan(80);
  });

  it.each([
    ["error_group:*", "computed"],
    ['pattern:"a #"', "computed"],
    ["message:>m", "order"],
    ['message:""', "empty"],
    [String.raw`"a\"b":x`, "key"],
  ])("has no query for %s", (text, missing) => {
    expect(toLogQl(scopeOf(text))).toEqual({ missing });
  });

  it("has no query for calls without an end", () => {
    expect(toLogQl(scopeOf("outcome:unfinished", { view: "calls" }))).toEqual({ missing: "unfinished" });
    expect(toLogQl(scopeOf("-outcome:unfinished", { view: "calls" }))).toEqual({ missing: "unfinished" });
  });

  it.each([
    ["service:TTS", []],
    ["request_data.rate:16000", ["types"]],
    ['request_data.rate:"16000"', ["types"]],
    ["duration_ms:>5000", ["types"]],
    ["error.grpc_code:*", ["absent"]],
    ["message:/^$/", ["absent"]],
    ["original.http.method:GET", ["dots"]],
    ["/time.?out/", ["escapes"]],
  ])("says of %s in what it differs: %j", (text, differs) => {
    expect(printed(text).differs).toEqual(differs);
    expect(printed(text, { view: "calls" }).differs).toEqual(["lines", ...differs]);
  });

  it("compares a time and a number only where a line has one", () => {
    const { text } = printed("duration_ms:>5000 OR service:TTS", { range: { fromMs: Date.UTC(2026, 0, 5, 9) } });
    const passes = createLokiReading(text);
    const line = (event: object) => JSON.stringify({ timestamp: "2026-01-05T09:00:00.000Z", ...event });
    expect(passes(line({ duration_ms: 5001 }))).toBe(true);
    expect(passes(line({ duration_ms: 5000 }))).toBe(false);
    expect(passes(line({ duration_ms: "long" }))).toBe(false);
    expect(passes(line({ duration_ms: "long", service: "TTS" }))).toBe(true);
    expect(passes(line({ timestamp: "2026-01-05T08:59:59.999Z", service: "TTS" }))).toBe(false);
    expect(passes(line({ timestamp: "no time", service: "TTS" }))).toBe(false);
  });

  it("keeps a field apart from what is made of another one", () => {
    const { text } = printed("timestamp_ms:>5 seq:>5 seq_number:>5 a.b:x a_b:y", { range: { fromMs: 0 } });
    const passes = createLokiReading(text);
    const event = {
      timestamp: "2026-01-05T09:00:00.000Z",
      timestamp_ms: 9,
      seq: 9,
      seq_number: 9,
      a: { b: "x" },
      a_b: "y",
    };
    expect(passes(JSON.stringify(event))).toBe(true);
    for (const name of ["timestamp_ms", "seq", "seq_number", "a_b"])
      expect([name, passes(JSON.stringify({ ...event, [name]: 3 }))]).toEqual([name, false]);
  });

  it("has its errors found by this test", () => {
    expect(errorsIn(`{service_name="a"} | json | level > `)).not.toEqual([]);
  });
});
