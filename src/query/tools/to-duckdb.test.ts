import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it, onTestFinished } from "vitest";
import { exploredLog } from "../../../test/support/explored-log.ts";
import { linesFound, oddLines, oddQueries } from "../../../test/support/odd-lines.ts";
import { createSimpleReading } from "../../../test/support/scoped-queries.ts";
import { renderJsonLine } from "../../logging/render-line.ts";
import { computedFields } from "../match/computed-fields.ts";
import { messagePattern } from "../messages/message-pattern.ts";
import { parseQuery } from "../parse-query.ts";
import type { QueryScope } from "../match/query-scope.ts";
import { sqlJson } from "./sql-fields.ts";
import { toDuckDb } from "./to-duckdb.ts";

const scopeOf = (text: string, view: QueryScope["view"] = "events"): QueryScope => ({
  view,
  query: parseQuery(text).query,
  range: {},
  hasOwnCalls: true,
});

/** A DuckDB, and a file with these lines. */
async function setup(lines: string[]) {
  const folder = await mkdtemp(join(tmpdir(), "duckdb-"));
  const file = join(folder, "it's a log.jsonl");
  await writeFile(file, lines.join("\n"));
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  onTestFinished(async () => {
    connection.closeSync();
    await rm(folder, { recursive: true });
  });
  return { file, run: async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson() };
}

describe("toDuckDb", () => {
  it("finds the lines that a simple reading finds, whatever keys and values there are", async () => {
    const { file, run } = await setup(oddLines);
    for (const query of oddQueries) {
      const rows = await run(toDuckDb(scopeOf(query), "rows", [file]));
      expect([query, rows.flat()]).toEqual([query, linesFound(query)]);
    }
  });

  it("computes the error group of every message alike", async () => {
    const { file, run } = await setup(oddLines);
    const groups = await run(
      `SELECT ${sqlJson("error_group")} ->> '$' FROM read_ndjson_objects('${file.replace("'", "''")}')`,
    );
    expect(groups.flat()).toEqual(
      oddLines.map((line) => computedFields(JSON.parse(line) as Record<string, unknown>).error_group ?? null),
    );
  });

  it("computes the pattern of every message alike", async () => {
    const { file, run } = await setup(oddLines);
    const patterns = await run(
      `SELECT ${sqlJson("pattern")} ->> '$' FROM read_ndjson_objects('${file.replace("'", "''")}')`,
    );
    expect(patterns.flat()).toEqual(
      oddLines.map((line) => messagePattern(JSON.parse(line) as Record<string, unknown>) ?? null),
    );
  });

  it("gives each call with its lines in order", async () => {
    const lines = [...exploredLog(300)].map((event) => renderJsonLine(event));
    const { file, run } = await setup(lines);
    const scope = scopeOf("service:TTS -level:ERROR", "calls");
    const byFirst = createSimpleReading(
      lines.join("\n"),
      "calls",
    )(scope).sort((one, other) => one.lines[0]! - other.lines[0]!);
    const expected = byFirst.map((call) => [call.event["request_id"], call.lines.map((at) => lines[at])]);
    expect(await run(toDuckDb(scope, "rows", [file]))).toEqual(expected);
    expect(expected.length).toBeGreaterThan(20);
  });

  it("reads the files of a log in the order in which they are given", async () => {
    const lines = Array.from({ length: 400 }, (_, at) => `{"event":"note","seq":${String(at)}}`);
    const older = await setup(lines.slice(0, 150));
    const { file: newer, run } = await setup(lines.slice(150));
    const read = async (files: string[]) => (await run(toDuckDb(scopeOf("event:note"), "rows", files))).flat();
    expect(await read([older.file, newer])).toEqual(lines);
    expect(await read([newer, older.file])).toEqual([...lines.slice(150), ...lines.slice(0, 150)]);
  });
});
