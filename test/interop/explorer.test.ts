import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FieldTest, Query } from "../../src/query/query.ts";
import { toDuckDb } from "../../src/query/tools/to-duckdb.ts";
import type { ExploreScope, ExploreView, Facet } from "../../src/store/explore.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { createMemoryStorage } from "../../src/store/storage/memory-storage.ts";
import { createLogEngine, type LogEngine } from "../../src/store/worker/log-engine.ts";
import { findJq } from "../support/find-jq.ts";
import { generateCalls } from "../../src/sample-log/generate-calls.ts";
import { seededRandom } from "../../src/basics/seeded-random.ts";
import { readWithJq, type JqCondition, type JqRow } from "./explorer-rows.ts";

// The explorer counts over packed columns what jq and DuckDB count over the exported lines. jq takes most of the time.

const lines = 300_000;
const scopes = 10;
/** DuckDB reads 250 MB for each scope, so it counts the first ones only. */
const witnessed = 2;
/** For jq and DuckDB to read it all. */
const patience = 600_000;
const bins = 120;
const facets = [
  "service",
  "operation",
  "error.error_type",
  "request_data.voice_name",
  "request_data.sample_rate_hertz",
  "request_data.model",
];

const field = (path: string, test: FieldTest): Query => ({ is: "field", path, test });
const value = (path: string, text: string): Query => field(path, { is: "value", value: text, isQuoted: false });
const from = (bound: string, isInclusive = true) => ({ from: { value: bound, isInclusive } });

const conditions: JqCondition[] = [
  { query: value("service", "TTS"), jq: `.service == "TTS"` },
  { query: value("operation", "FileRecognize"), jq: `.operation == "FileRecognize"` },
  { query: value("error.error_type", "UNAVAILABLE"), jq: `.error.error_type == "UNAVAILABLE"` },
  { query: field("error.grpc_code", { is: "present" }), jq: `.error | objects | has("grpc_code")` },
  { query: value("request_data.sample_rate_hertz", "48000"), jq: `.request_data.sample_rate_hertz == 48000` },
  {
    query: field("request_data.voice_name", { is: "wildcard", pattern: "*LEV?TAN" }),
    jq: `.request_data.voice_name | strings | test("lev.tan$"; "i")`,
  },
  {
    query: field("duration_ms", { is: "range", ...from("500", false) }),
    jq: `.duration_ms | numbers | . > 500`,
  },
  {
    query: field("response_data.audio_seconds", {
      is: "range",
      ...from("5"),
      to: { value: "60.5", isInclusive: false },
    }),
    jq: `.response_data.audio_seconds | numbers | . >= 5 and . < 60.5`,
  },
  {
    query: field("error.error_message", { is: "regex", source: "worker 1[0-5]" }),
    jq: `.error.error_message | strings | test("worker 1[0-5]"; "i")`,
  },
  { query: value("request_data.punctuation", "true"), jq: `.request_data.punctuation == true` },
];

let folder: string;
let engine: LogEngine;
let file: string;
let jqRows: Record<ExploreView, JqRow[]>;
let duckDb: DuckDBConnection;

beforeAll(async () => {
  const found = await findJq();
  if ("missing" in found) throw new Error(found.missing);
  const unlimited = { maxBytes: 2 ** 40, backups: 0 };
  const limits = { "tts_utility.log": unlimited, "tts_errors.log": unlimited, "tts_structured.jsonl": unlimited };
  engine = createLogEngine(createMemoryStorage(limits), () => undefined);
  let [batch, events]: [number, LogEvent[]] = [1, []];
  const write = async () => {
    engine.append({ writer: "w", batch: batch++, events });
    await engine.flush();
    events = [];
  };
  const faults = [{ is: "combination", voice: "levitan", sampleRateHz: 48000 } as const];
  for (const event of generateCalls(lines, { seed: 14, faults })) if (events.push(event) === 4_000) await write();
  await write();
  folder = await mkdtemp(join(tmpdir(), "explorer-"));
  file = join(folder, "tts_structured.jsonl");
  const blob = await engine.exportPart("tts_structured.jsonl", 0);
  await pipeline(Readable.fromWeb(blob.stream() as never), createWriteStream(file));
  jqRows = await readWithJq(found, file, conditions, facets);
  duckDb = await (await DuckDBInstance.create(":memory:")).connect();
}, patience);

afterAll(async () => {
  engine.close();
  duckDb.closeSync();
  await rm(folder, { recursive: true, force: true });
});

/** A scope, with the indexes of its conditions and which of them are turned round. */
interface Scope extends ExploreScope {
  parts: { condition: number; isNot: boolean }[];
}

function* generateScopes(view: ExploreView, times: number[]): Generator<Scope> {
  const random = seededRandom(view === "calls" ? 3 : 4);
  const below = (count: number) => Math.floor(random() * count);
  for (let made = 0; made < scopes; made++) {
    const parts = Array.from({ length: below(4) }, () => ({
      condition: below(conditions.length),
      isNot: random() < 0.3,
    }));
    const queries = parts.map(({ condition, isNot }): Query => {
      const { query } = conditions[condition]!;
      return isNot ? { is: "not", part: query } : query;
    });
    const [fromMs, toMs] = [times[below(times.length)]!, times[below(times.length)]!].sort((a, b) => a - b);
    const range = random() < 0.4 ? { fromMs: fromMs!, toMs: toMs! } : {};
    yield { view, parts, query: { is: "and", parts: queries }, range, hasOwnCalls: random() < 0.5 };
  }
}

/** The rows that jq gives a scope. @param without the path whose own conditions are lifted */
function rowsOf(rows: JqRow[], { parts, range, hasOwnCalls }: Scope, without?: string): JqRow[] {
  const { fromMs = -Infinity, toMs = Infinity } = range;
  const tested = parts.filter(({ condition }) => pathOf(condition) !== without);
  return rows.filter(
    ({ timeMs, isOwn, fulfils }) =>
      timeMs >= fromMs &&
      timeMs < toMs &&
      (hasOwnCalls || !isOwn) &&
      tested.every(({ condition, isNot }) => fulfils[condition] !== isNot),
  );
}

function pathOf(condition: number): string {
  const { query } = conditions[condition]!;
  return query.is === "field" ? query.path : "";
}

const countsOf = ({ values }: Facet) =>
  Object.fromEntries(values.map(({ value: of, total, error }) => [String(of), [total, error]]));

function expectedCounts(rows: JqRow[], facet: number): Record<string, [number, number]> {
  const counts: Record<string, [number, number]> = {};
  for (const { values, outcome } of rows) {
    const of = values[facet];
    if (of === null || of === undefined) continue;
    const count = (counts[String(of)] ??= [0, 0]);
    count[0]++;
    if (outcome === "error") count[1]++;
  }
  return counts;
}

describe.each(["calls", "events"] as const)("the explorer, over a log of %s,", { timeout: patience }, (view) => {
  it("counts the facets, the chart, the list and the total that real jq counts over the export", async () => {
    const rows = jqRows[view];
    expect(rows.length).toBe(view === "events" ? lines : new Set(rows.map(({ position }) => position)).size);
    let [tried, matched] = [0, 0];
    for (const scope of generateScopes(
      view,
      rows.map(({ timeMs }) => timeMs),
    )) {
      const { query, range, hasOwnCalls } = scope;
      const expected = rowsOf(rows, scope);
      const answer = await engine.explore({
        view,
        query,
        range,
        hasOwnCalls,
        facets,
        chart: { bins, by: "service" },
      });
      const said = JSON.stringify(scope);
      expect([said, answer.total]).toEqual([said, expected.length]);
      if (tried++ < witnessed) {
        const counted = await duckDb.runAndReadAll(toDuckDb(scope, "count", [file]));
        expect([said, Number(counted.getRowsJson()[0]![0])]).toEqual([said, expected.length]);
      }
      expect([said, answer.error]).toEqual([said, expected.filter(({ outcome }) => outcome === "error").length]);
      for (const [index, facet] of answer.facets.entries()) {
        const lifted = rowsOf(rows, scope, facet.path);
        expect([said, facet.path, countsOf(facet)]).toEqual([said, facet.path, expectedCounts(lifted, index)]);
      }
      expect([said, chartTotals(answer.chart!)]).toEqual([said, expectedBins(answer.chart!, expected)]);
      const at = { index: Math.max(0, expected.length - 150) };
      const page = { order: { by: "time", isDescending: true }, at, limit: 100 };
      const list = await engine.exploreRows({ view, query, range, hasOwnCalls }, page);
      const positions = expected.map(({ position }) => position).reverse();
      expect(list.rows.map(({ position }) => position)).toEqual(positions.slice(list.from, list.from + 100));
      expect(list.total).toBe(expected.length);
      if (expected.length > 0) matched++;
    }
    // Scopes without a hit would prove little.
    expect(matched).toBeGreaterThan(scopes / 2);
  });
});

function chartTotals({ counts }: { counts: number[][] }): number[] {
  return Array.from({ length: bins }, (_, bin) => counts.reduce((sum, series) => sum + series[bin]!, 0));
}

function expectedBins({ fromMs, toMs }: { fromMs: number; toMs: number }, rows: JqRow[]): number[] {
  const counts = Array<number>(bins).fill(0);
  for (const { timeMs } of rows) {
    if (timeMs < fromMs || timeMs > toMs) continue;
    counts[Math.min(bins - 1, Math.floor((timeMs - fromMs) * (bins / Math.max(toMs - fromMs, 1))))]!++;
  }
  return counts;
}
