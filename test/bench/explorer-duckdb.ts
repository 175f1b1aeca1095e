import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { renderJsonLine } from "../../src/logging/render-line.ts";
import type { ExploreView } from "../../src/store/explore.ts";
import { generateCalls } from "../../src/sample-log/generate-calls.ts";
import { bins, columnName, compared, facetsOf, filters, sqlOf, type Condition } from "./explorer-questions.ts";

/** Ways to ask for the counts of 20 facets, of each the 50 most frequent values, as ours answers. */
export const arrangements = ["a query for each facet", "grouping sets", "temporary table"] as const;
export type Arrangement = (typeof arrangements)[number];

/** A native DuckDB over the same log. Must be closed. */
export interface DuckPeer {
  /** Changes the filter; resolves with its duration and its exact total. */
  change(view: ExploreView, filter: number, arrangement: Arrangement): Promise<{ ms: number; total: number }>;
  /** Counts the compared fields and their pairs in failed and in succeeded calls; resolves with its duration and its calls. */
  compare(arrangement: Exclude<Arrangement, "temporary table">): Promise<{ ms: number; total: number }>;
  close(): void;
}

/** Columns of the tables: all facets of both views, and what filters test. */
const paths = [...new Set([...facetsOf("events"), ...facetsOf("calls"), ...compared, "duration_ms"])].filter(
  (path) => path !== "outcome",
);
const newestRows = 200;

/**
 * Loads the same events into memory in DuckDB's best form: two threads, texts as ENUM columns, statistics; one table of lines, and one of calls,
 * folded beforehand.
 */
export async function openDuckPeer(count: number): Promise<DuckPeer> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
  const connection = await instance.connect();
  const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRows();
  await loadLines(count, (sql) => connection.run(sql));
  await connection.run(foldSql);
  for (const table of ["events", "calls"]) {
    for (const [column, type] of await rows(`SELECT column_name, column_type FROM (DESCRIBE ${table})`)) {
      if (type !== "VARCHAR" || column === "request_id") continue;
      const [name, values] = [`"${table}_${String(column)}_values"`, `"${String(column)}"`];
      await connection.run(
        `CREATE TYPE ${name} AS ENUM (SELECT DISTINCT ${values} FROM ${table} WHERE ${values} IS NOT NULL)`,
      );
      await connection.run(`ALTER TABLE ${table} ALTER ${values} TYPE ${name}`);
    }
    await connection.run(`ANALYZE ${table}`);
  }
  const [[fromMs, toMs]] = (await rows("SELECT epoch_ms(min(ts)), epoch_ms(max(ts)) FROM events")) as [
    [bigint, bigint],
  ];
  const widthMs = Number(toMs - fromMs) / bins;

  async function change(view: ExploreView, filter: Condition[], arrangement: Arrangement): Promise<number> {
    const table = view;
    const named = new Set(filter.map(({ path }) => path));
    const facets = facetsOf(view);
    const free = facets.filter((path) => !named.has(path)).map(columnName);
    const single = (path: string, from: string, where: string) =>
      rows(
        `SELECT ${path}, count(*) FROM ${from} WHERE ${where} AND ${path} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC LIMIT 50`,
      );
    let from = `${table} WHERE ${sqlOf(filter)}`;
    if (arrangement === "a query for each facet") for (const path of free) await single(path, table, sqlOf(filter));
    else if (arrangement === "grouping sets")
      await rows(
        `SELECT ${free.join()}, GROUPING(${free.join()}), count(*) FROM ${from} GROUP BY GROUPING SETS (${free.map((path) => `(${path})`).join()})`,
      );
    else {
      await connection.run(`CREATE OR REPLACE TEMP TABLE matching AS SELECT * FROM ${from}`);
      from = "matching";
      const counts = free.map(
        (path, index) =>
          `(SELECT ${String(index)}, ${path}::VARCHAR, count(*) FROM matching WHERE ${path} IS NOT NULL GROUP BY 2 ORDER BY 3 DESC LIMIT 50)`,
      );
      await rows(counts.join(" UNION ALL "));
    }
    for (const path of facets.filter((path) => named.has(path)))
      await single(columnName(path), table, sqlOf(filter, path));
    const by = view === "events" ? '"level"' : '"outcome"';
    await rows(
      `SELECT floor((epoch_ms(ts) - ${String(fromMs)}) / ${String(widthMs)})::INT, ${by}, count(*) FROM ${from} GROUP BY 1, 2`,
    );
    const [[total]] = (await rows(`SELECT count(*) FROM ${from}`)) as [[bigint]];
    await rows(`SELECT pos FROM ${from} ORDER BY pos DESC LIMIT ${String(newestRows)}`);
    return Number(total);
  }

  return {
    async change(view, filter, arrangement) {
      const startedMs = performance.now();
      const total = await change(view, filters[filter]!, arrangement);
      return { ms: performance.now() - startedMs, total };
    },
    async compare(arrangement) {
      const startedMs = performance.now();
      const columns = compared.map(columnName);
      const groups = columns.flatMap((one, index) => [
        one,
        ...columns.slice(index + 1).map((other) => `${one}, ${other}`),
      ]);
      // Both groups of calls alone, which costs the peer less than a condition in every query.
      await connection.run(
        `CREATE OR REPLACE TEMP TABLE ended AS SELECT ${columns.join()}, outcome = 'error' AS failed FROM calls WHERE outcome IN ('ok', 'error') AND initiator = 'user'`,
      );
      if (arrangement === "grouping sets")
        await rows(
          `SELECT ${columns.join()}, failed, GROUPING(${columns.join()}), count(*) FROM ended GROUP BY GROUPING SETS (${groups.map((group) => `(${group}, failed)`).join()})`,
        );
      else for (const group of groups) await rows(`SELECT ${group}, failed, count(*) FROM ended GROUP BY ALL`);
      const ms = performance.now() - startedMs;
      const [[total]] = (await rows("SELECT count(*) FROM ended")) as [[bigint]];
      return { ms, total: Number(total) };
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function loadLines(count: number, run: (sql: string) => Promise<unknown>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "bench-duckdb-"));
  try {
    const file = join(folder, "log.jsonl");
    const out = createWriteStream(file);
    let text = "";
    for (const event of generateCalls(count)) {
      text += `${renderJsonLine(event)}\n`;
      if (text.length < 4e6) continue;
      if (!out.write(text)) await once(out, "drain");
      text = "";
    }
    out.end(text);
    await once(out, "finish");
    const columns = paths.map((path) => `${path} AS ${columnName(path)}`).join(", ");
    await run(
      `CREATE TABLE events AS SELECT row_number() OVER () AS pos, timestamp::TIMESTAMP AS ts, request_id, ${columns} FROM read_json('${file}', format='newline_delimited', maximum_object_size=1000000, sample_size=200000)`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Calls: a field of the end wins, then of a later line. */
const rank = `(CASE WHEN "event" IN ('request_success', 'request_error', 'request_cancelled') THEN 1e9 ELSE 0 END + pos)`;
const foldSql = `CREATE TABLE calls AS SELECT max(pos) AS pos, min(ts) AS ts, request_id, ${paths
  .map((path) => `arg_max(${columnName(path)}, ${rank}) AS ${columnName(path)}`)
  .join(", ")},
  CASE arg_max("event", ${rank}) WHEN 'request_success' THEN 'ok' WHEN 'request_error' THEN 'error'
    WHEN 'request_cancelled' THEN 'cancelled' ELSE 'unfinished' END AS outcome
  FROM events WHERE request_id IS NOT NULL GROUP BY request_id ORDER BY pos`;
