import { execFile } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { DuckDBInstance } from "@duckdb/node-api";
import { renderJsonLine } from "../../src/logging/render-line.ts";
import { findJq } from "../support/find-jq.ts";
import { makeEvents } from "./short-events.ts";

const run = promisify(execFile);

/** Native programs over the exported file. Must be closed. */
export interface OverviewPeers {
  /** All answers of an overview by DuckDB, which reads the file. */
  duckdb(bins: { startMs: number; stepMs: number }): Promise<{ ms: number; p95Ms: number }>;
  /** The four lines of the README, one after another; resolves with their duration. */
  readmeLines(): Promise<number>;
  close(): Promise<void>;
}

/** Writes the same events to a file. */
export async function openOverviewPeers(count: number): Promise<OverviewPeers> {
  const folder = await mkdtemp(join(tmpdir(), "bench-overview-"));
  const file = join(folder, "tts_structured.jsonl");
  await writeLines(file, count);
  const jq = await findJq();
  if ("missing" in jq) throw new Error(jq.missing);
  const readme = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");
  const lines = readme.match(/^grep ".*jq.*$/gm)!.slice(0, 4);
  if (lines.length !== 4) throw new Error("the README has no four lines with jq");
  return {
    async duckdb({ startMs, stepMs }) {
      const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
      const connection = await instance.connect();
      try {
        const startedMs = performance.now();
        await connection.run(loadSql(file, startMs, stepMs));
        let p95Ms = NaN;
        for (const sql of questions) {
          const rows = (await connection.runAndReadAll(sql)).getRows();
          if (sql === totals) p95Ms = Number((rows.at(-1)!.at(-1) as { items: unknown[] }).items[1]);
        }
        return { ms: performance.now() - startedMs, p95Ms };
      } finally {
        connection.closeSync();
        instance.closeSync();
      }
    },
    async readmeLines() {
      const startedMs = performance.now();
      for (const line of lines) {
        const command = line.replace("| jq", `| '${jq.command}'`);
        await run("bash", ["-c", command], { cwd: folder, env: jq.env, maxBuffer: 1e9 });
      }
      return performance.now() - startedMs;
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

async function writeLines(file: string, count: number): Promise<void> {
  const out = createWriteStream(file);
  for (const event of makeEvents(count)) if (!out.write(`${renderJsonLine(event)}\n`)) await once(out, "drain");
  out.end();
  await once(out, "finish");
}

const loadSql = (file: string, startMs: number, stepMs: number) => `CREATE TABLE calls AS
  SELECT event, coalesce(service, '') AS service, coalesce(operation, '') AS operation, error.error_type AS error_type,
    floor((epoch_ms(timestamp::TIMESTAMP) - ${String(startMs)}) / ${String(stepMs)})::INT AS bin,
    CASE WHEN event IN ('request_success', 'request_error') THEN duration_ms END AS ms
  FROM read_json('${file}', format='newline_delimited')
  WHERE event LIKE 'request_%'`;

const percentiles = "quantile_disc(ms, [0.5, 0.95, 0.99])";
const numbers = `count(*) FILTER (event = 'request_start'), count(*) FILTER (event = 'request_success'),
  count(*) FILTER (event = 'request_error'), count(*) FILTER (event = 'request_cancelled'), ${percentiles}`;
/** By service, and of all as the last row. */
const totals = `SELECT service, ${numbers} FROM calls GROUP BY ROLLUP (service) ORDER BY service NULLS LAST`;
const questions = [
  totals,
  `SELECT service, bin, ${numbers} FROM calls GROUP BY 1, 2`,
  `SELECT service, operation, ${numbers} FROM calls GROUP BY 1, 2`,
  `SELECT service, error_type, bin, count(*) FROM calls WHERE event = 'request_error' GROUP BY 1, 2, 3`,
  `SELECT service, bin, floor(log10(ms) * 6)::INT AS row, count(*) FROM calls WHERE ms IS NOT NULL GROUP BY 1, 2, 3`,
];
