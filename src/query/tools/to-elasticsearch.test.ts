import ts from "typescript";
import { describe, expect, it } from "vitest";
import { createElasticReading } from "../../../test/support/elastic-reading.ts";
import { projectFolder } from "../../../test/support/folders.ts";
import { exploredLog } from "../../../test/support/explored-log.ts";
import { oddQueries } from "../../../test/support/odd-lines.ts";
import { createSimpleReading, scopedQueries } from "../../../test/support/scoped-queries.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { renderJsonLine } from "../../logging/render-line.ts";
import { parseQuery } from "../parse-query.ts";
import type { QueryScope } from "../match/query-scope.ts";
import { toElasticsearch } from "./to-elasticsearch.ts";

const scopeOf = (text: string, more: Partial<QueryScope> = {}): QueryScope => ({
  view: "events",
  query: parseQuery(text).query,
  range: {},
  hasOwnCalls: true,
  ...more,
});

/** A log as one index can hold it: each field has values of one type, and no lists. */
const events = [...exploredLog(600)].map(({ request_data, data, ...event }): LogEvent => {
  const { rate } = request_data ?? {};
  return {
    ...event,
    ...(request_data && {
      request_data: { ...without(request_data, ["rate", "tags"]), ...(typeof rate === "number" && { rate }) },
    }),
    ...(data && { data: without(data, ["rate"]) }),
  };
});

function without(object: Record<string, unknown>, keys: string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

/** Says what TypeScript finds wrong with searches, by the types that Elasticsearch publishes. */
function typeErrors(searches: string[]): string[] {
  const name = `${import.meta.dirname}/searches-of-a-test.ts`;
  const lines = searches.map((search) => `void (${search.replaceAll("\n", " ")} satisfies SearchRequest);`);
  // The client around the types takes far longer to read than they do.
  const types = `${projectFolder}/node_modules/@elastic/elasticsearch/lib/api/types`;
  const source = [`import type { SearchRequest } from "${types}";`, ...lines].join("\n");
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    lib: ["lib.es2022.d.ts"],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (file) => file === name || fileExists(file);
  host.getSourceFile = (file, ...rest) =>
    file === name ? ts.createSourceFile(file, source, ts.ScriptTarget.ES2022) : getSourceFile(file, ...rest);
  const program = ts.createProgram([name], options, host);
  return [
    ...program.getSemanticDiagnostics(program.getSourceFile(name)),
    ...program.getSyntacticDiagnostics(program.getSourceFile(name)),
  ].map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

const textsOf = (scopes: QueryScope[]) =>
  scopes.map(toElasticsearch).flatMap((query) => ("text" in query ? [query.text] : []));

describe("toElasticsearch", () => {
  // The compiler reads two megabytes of types.
  it("gives searches of the types that Elasticsearch publishes, and a wrong one is found", () => {
    const log = [...exploredLog(1_000)];
    const random = textsOf([
      ...scopedQueries(log, "events", { count: 60, seed: 3 }),
      ...scopedQueries(log, "calls", { count: 20, seed: 4 }),
    ]);
    const odd = textsOf(oddQueries.map((text) => scopeOf(text)));
    expect(random.length).toBeGreaterThan(40);
    expect(odd.length).toBeGreaterThan(15);
    const wrong = `{ "query": { "regexp": { "a": { "pattern": "x" } } } }`;
    const errors = typeErrors([...random, ...odd, wrong]);
    expect(errors).toEqual([expect.stringContaining("pattern")]);
  });

  it("finds the lines that a simple reading finds, wherever it says of no difference", () => {
    const log = events.map((event) => renderJsonLine(event)).join("\n");
    const read = createSimpleReading(log, "events");
    let compared = 0;
    for (const scope of scopedQueries(events, "events", { count: 400, seed: 11 })) {
      const query = toElasticsearch(scope);
      if (!("text" in query) || query.differs.length > 0) continue;
      const holds = createElasticReading(query.text);
      const found = events.flatMap((event, at) => (holds({ ...event }) ? [at] : []));
      const expected = read(scope).map(({ position }) => position);
      expect([scope.text, query.text, found]).toEqual([scope.text, query.text, expected.sort((a, b) => a - b)]);
      compared++;
    }
    expect(compared).toBeGreaterThan(80);
  });

  it.each([
    ["error_group:*", "computed"],
    ['pattern:"a #"', "computed"],
    ["/time.?out/", "line-regex"],
    [String.raw`message:/\w+/`, "regex"],
    ["message:/a(^b|c)/", "regex"],
    ["timestamp:2026*", "order"],
  ])("has no search for %s", (text, missing) => {
    expect(toElasticsearch(scopeOf(text))).toEqual({ missing });
  });

  it.each([
    ["service:TTS", []],
    ['"two words"', ["words"]],
    ["error.grpc_code:*", ["absent"]],
    ["request_data.text:12*", ["patterns"]],
    ["request_data.text:/no/", ["patterns"]],
  ])("says of %s in what it differs: %j", (text, differs) => {
    expect(toElasticsearch(scopeOf(text))).toMatchObject({ differs });
    expect(toElasticsearch(scopeOf(text, { view: "calls" }))).toMatchObject({ differs: ["lines", ...differs] });
  });

  it("looks for a number only where a field is one", () => {
    const query = toElasticsearch(scopeOf("request_data.rate:>8000"));
    expect("text" in query && (JSON.parse(query.text) as { query: unknown }).query).toEqual({
      bool: {
        filter: [
          { bool: { must_not: [{ term: { "event.keyword": "imported_sentence" } }] } },
          {
            bool: {
              filter: [{ range: { "request_data.rate": { gt: 8000 } } }],
              must_not: [{ exists: { field: "request_data.rate.keyword" } }],
            },
          },
        ],
      },
    });
  });
});
