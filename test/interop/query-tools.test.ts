import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, describe, expect, it } from "vitest";
import { renderJsonLine } from "../../src/logging/render-line.ts";
import { toDuckDb } from "../../src/query/tools/to-duckdb.ts";
import { toJq } from "../../src/query/tools/to-jq.ts";
import { exploredLog } from "../support/explored-log.ts";
import { findJq } from "../support/find-jq.ts";
import { runJqPrograms } from "../support/run-jq-programs.ts";
import { createSimpleReading, scopedQueries } from "../support/scoped-queries.ts";

const events = [...exploredLog(1_000)];
const log = events.map((event) => renderJsonLine(event) + "\n").join("");
const jq = await findJq();
const folder = await mkdtemp(join(tmpdir(), "query-tools-"));
const file = join(folder, "tts_structured.jsonl");
await writeFile(file, log);
const duckDb = await (await DuckDBInstance.create(":memory:")).connect();

afterAll(async () => {
  duckDb.closeSync();
  await rm(folder, { recursive: true });
});

/** For 200 runs of a tool. */
const patience = 300_000;
/** How many programs one jq runs: its command line has a limit. */
const batch = 10;

describe.each(["events", "calls"] as const)("200 random queries for %s", (view) => {
  const scopes = scopedQueries(events, view, { count: 200, seed: 5 });
  const read = createSimpleReading(log, view);
  const expected = scopes.map((scope) => [scope.text, read(scope).length] as const);

  it("find something mostly", () => {
    expect(expected.filter(([, count]) => count > 0).length).toBeGreaterThan(100);
  });

  it.skipIf("missing" in jq)(
    "count in jq what a simple reading counts",
    async () => {
      if ("missing" in jq) return;
      const counted: unknown[] = [];
      for (let at = 0; at < scopes.length; at += batch) {
        const programs = scopes.slice(at, at + batch).map((scope) => toJq(scope, "count"));
        for (const [count] of await runJqPrograms(jq, programs, log))
          counted.push([scopes[counted.length]!.text, count]);
      }
      expect(counted).toEqual(expected);
    },
    patience,
  );

  it(
    "count in DuckDB what a simple reading counts",
    async () => {
      for (const [index, scope] of scopes.entries()) {
        const result = await duckDb.runAndReadAll(toDuckDb(scope, "count", [file]));
        expect([scope.text, Number(result.getRowsJson()[0]![0])]).toEqual(expected[index]);
      }
    },
    patience,
  );
});
