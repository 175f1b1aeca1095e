import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it, onTestFinished } from "vitest";
import { awkwardLines } from "../../../test/support/awkward-lines.ts";
import { exploredLog } from "../../../test/support/explored-log.ts";
import { isRecord, readRecord } from "../../basics/record.ts";
import { renderJsonLine } from "../../logging/render-line.ts";
import { computedFields } from "../../query/match/computed-fields.ts";
import { parseQuery } from "../../query/parse-query.ts";
import { toDuckDb } from "../../query/tools/to-duckdb.ts";
import { systemFile } from "./system-file.ts";

const plain = [...exploredLog(3_000)].map(renderJsonLine);

/** A DuckDB, and files in its folder; both as Parquet and as *Console JSONL*. */
async function setup(lines: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), "parquet-"));
  const [file, jsonl] = [join(folder, "log.parquet"), join(folder, "log.jsonl")];
  const text = lines.map((line) => `${line}\n`).join("");
  const parquet = await systemFile(new Blob([text]), "parquet");
  await writeFile(file, Buffer.from(await parquet.arrayBuffer()));
  await writeFile(jsonl, text);
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  onTestFinished(async () => {
    connection.closeSync();
    await rm(folder, { recursive: true });
  });
  return { file, jsonl, run: async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson() };
}

describe("the Parquet file", () => {
  it("has typed columns in DuckDB: a moment, numbers, yes or no, texts", async () => {
    const { file, run } = await setup(plain.slice(0, 5));
    const columns = await run(`DESCRIBE SELECT * FROM '${file}'`);
    const types = Object.fromEntries(columns.map((column) => [column["column_name"], column["column_type"]]));
    expect(types).toMatchObject({
      timestamp: "TIMESTAMP WITH TIME ZONE",
      message: "VARCHAR",
      duration_ms: "DOUBLE",
      response_size_bytes: "BIGINT",
      success: "BOOLEAN",
      grpc_code: "BIGINT",
      seq: "BIGINT",
      json: "VARCHAR",
    });
  });

  it("has a row for each line, in their order, with the values that the line has", async () => {
    const lines = [...awkwardLines, ...plain];
    const { file, run } = await setup(lines);
    const rows = await run(`SELECT * EXCLUDE (record_id) REPLACE (epoch_ms(timestamp) AS timestamp) FROM '${file}'`);
    let timeMs = 0;
    const expected = lines.map((line) => {
      const event = readRecord(line) ?? { message: line };
      const ownMs = Date.parse(String(event["timestamp"]));
      if (!Number.isNaN(ownMs)) timeMs = ownMs;
      const error = isRecord(event["error"]) ? event["error"] : {};
      const text = (value: unknown) => (typeof value === "string" ? value.toWellFormed() : null);
      const integer = (value: unknown) => (Number.isSafeInteger(value) ? String(value) : null);
      const boolean = (value: unknown) => (typeof value === "boolean" ? value : null);
      return {
        timestamp: String(timeMs),
        level: text(event["level"]),
        event: text(event["event"]),
        request_id: text(event["request_id"]),
        service: text(event["service"]),
        operation: text(event["operation"]),
        initiator: text(event["initiator"]),
        endpoint: text(event["endpoint"]),
        message: text(event["message"]),
        outcome: computedFields(event).outcome ?? null,
        duration_ms: typeof event["duration_ms"] === "number" ? event["duration_ms"] : null,
        response_size_bytes: integer(event["response_size_bytes"]),
        success: boolean(event["success"]),
        auth_present: boolean(event["auth_present"]),
        ssl_enabled: boolean(event["ssl_enabled"]),
        error_type: text(error["error_type"]),
        error_message: text(error["error_message"]),
        grpc_code: integer(error["grpc_code"]),
        error_diagnosis: text(event["error_diagnosis"]),
        server_request_id: text(event["server_request_id"]),
        session_id: text(event["session_id"]),
        seq: integer(event["seq"]),
        json: readRecord(line) === undefined ? JSON.stringify(event) : line,
      };
    });
    expect(rows).toEqual(expected);
    const [ids] = await run(`SELECT count(DISTINCT record_id) AS count FROM '${file}'`);
    expect(Number(ids!["count"])).toBe(lines.length);
  });

  it("keeps rows and order across row groups", async () => {
    const many = [...exploredLog(25_000, 3)].map(renderJsonLine);
    const { file, run } = await setup(many);
    const [groups] = await run(`SELECT count(DISTINCT row_group_id) AS count FROM parquet_metadata('${file}')`);
    expect(Number(groups!["count"])).toBe(3);
    const rows = await run(`SELECT json FROM '${file}'`);
    expect(rows.map(({ json }) => json)).toEqual(many);
  });

  it("answers the SQL that the page prints, where that reads Parquet, as the lines do", async () => {
    const { file, jsonl, run } = await setup(plain);
    const queries = [
      "",
      "service:TTS -level:error",
      "request_data.rate:>8000",
      "«файла»",
      "error_group:*",
      "outcome:error",
    ];
    for (const view of ["events", "calls"] as const) {
      for (const text of queries) {
        const scope = { view, query: parseQuery(text).query, range: {}, hasOwnCalls: false };
        const sql = toDuckDb(scope, "rows", [jsonl]);
        const overParquet = sql.replace(`read_ndjson_objects(['${jsonl}'])`, `read_parquet(['${file}'])`);
        expect(overParquet).not.toBe(sql);
        expect([view, text, await run(overParquet)]).toEqual([view, text, await run(sql)]);
      }
    }
  });
});
