import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findJq, type Jq } from "../../../test/support/find-jq.ts";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { jqRange, jqWithoutOwn } from "../../analytics/jq-rules.ts";
import { jqOverview, type OverviewRule } from "../../analytics/overview/jq-overview.ts";
import type { Overview, OverviewScope, ServiceOverview } from "../../analytics/overview/overview.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { createRecordPacker } from "../columns/packed-record.ts";
import { openRollups } from "../columns/packed-rollups.ts";
import { defaultLogLimits } from "../log-store.ts";
import type { LogStorage } from "../storage/log-storage.ts";
import { createMemoryStorage } from "../storage/memory-storage.ts";
import { createLogEngine } from "../worker/log-engine.ts";

const run = promisify(execFile);
const hour = 3_600_000;
const startMs = Date.UTC(2026, 10, 24, 9);

/** Calls of two mornings with a night between them; some are cancelled, some have no duration, or one that is no whole microsecond. */
const mornings = [startMs, startMs + 26 * hour].flatMap((start, part) =>
  [...generateEvents(1_500, part + 1, start)].filter(({ level }) => level !== "DEBUG"),
);
const events = mornings.flatMap((event, index): LogEvent[] => {
  const initiator = event.service === "Models" || index % 97 === 0 ? "console" : "user";
  const own = { ...event, initiator } satisfies LogEvent;
  if (index % 150 === 10) return [own, { ...own, event: "request_cancelled", level: "INFO", duration_ms: 3 }];
  if (index % 211 === 5 && event.event === "request_success") return [{ ...own, duration_ms: 100 / 3 }];
  if (index % 223 === 5) {
    const untimed: LogEvent = { ...own };
    delete untimed.duration_ms;
    return [untimed];
  }
  // A clock that was set back by a quarter of an hour.
  if (index > 700 && index < 800)
    return [{ ...own, timestamp: new Date(Date.parse(event.timestamp) - hour / 4).toISOString() }];
  return [own];
});

async function fill(all: LogEvent[], sealAs = (storage: LogStorage) => storage) {
  const engine = createLogEngine(sealAs(createMemoryStorage(defaultLogLimits)), () => undefined, {
    sealAtBytes: 60_000,
  });
  let batch = 0;
  const append = async (more: LogEvent[]) => {
    for (let at = 0; at < more.length; at += 37)
      engine.append({ writer: "w", batch: ++batch, events: more.slice(at, at + 37) });
    await engine.flush();
  };
  await append(all);
  return { engine, append };
}

/** A storage into which an earlier version sealed: its rollups say only which times they cover. */
function ofEarlierVersion(storage: LogStorage): LogStorage {
  return {
    ...storage,
    write: (body, onSent) =>
      storage.write(
        (transaction) =>
          body({
            ...transaction,
            addRollups(position, packed) {
              const { others } = openRollups(packed).rollups;
              const head = {
                firstPosition: position,
                timeless: 0,
                span: [others.firstMs, others.lastMs],
                operations: [],
              };
              return transaction.addRollups(position, createRecordPacker().pack(head));
            },
          }),
        onSent,
      ),
  };
}

const whole: OverviewScope = { range: {}, hasOwnCalls: true };
const scopes: [name: string, scope: OverviewScope][] = [
  ["the whole log", whole],
  ["whole minutes without own calls", { range: { fromMs: startMs, toMs: startMs + hour / 15 }, hasOwnCalls: false }],
  ["any range", { range: { fromMs: startMs + 12_345, toMs: startMs + 26 * hour + 77_777 }, hasOwnCalls: false }],
];

/** What the program of a rule says, of our numbers: only bins that are not empty. */
function partOf({ all, services, operations, errors, ownCalls, bins }: Overview, rule: OverviewRule): unknown {
  const binsWith = (isThere: (bin: number) => boolean) =>
    Array.from({ length: bins.count }, (_, bin) => bin).filter(isThere);
  const seriesOf = ({ service, series }: ServiceOverview) =>
    binsWith((bin) =>
      (["calls", "successes", "errors", "cancelled"] as const).some((name) => series[name][bin]! > 0),
    ).map((bin) => ({
      service,
      bin,
      ...Object.fromEntries(Object.entries(series).map(([name, column]) => [name, column[bin]])),
    }));
  const durationsOf = ({ service, durations }: ServiceOverview) =>
    [...durations]
      .map((count, at) => ({ service, row: Math.floor(at / bins.count), bin: at % bins.count, count }))
      .filter(({ count }) => count > 0);
  switch (rule) {
    case "all":
      return all.total;
    case "services":
      return services.map(({ service, total }) => ({ service, ...total }));
    case "operations":
      return operations;
    case "series":
      return services.flatMap(seriesOf);
    case "durations":
      return services.flatMap(durationsOf);
    case "errors":
      return errors.map(({ series, ...error }) => ({
        ...error,
        series: binsWith((bin) => series[bin]! > 0).map((bin) => ({ bin, count: series[bin] })),
      }));
    case "ownCalls":
      return ownCalls;
  }
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

let jq: Jq;
let folder: string;
let file: string;

beforeAll(async () => {
  const found = await findJq();
  if ("missing" in found) throw new Error(found.missing);
  jq = found;
  folder = await mkdtemp(join(tmpdir(), "overview-"));
  file = join(folder, "log.jsonl");
  await writeFile(file, events.map((event) => JSON.stringify(event)).join("\n"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function ask({ range: { fromMs, toMs }, hasOwnCalls }: OverviewScope, program: string): Promise<unknown> {
  const steps = [
    ...(fromMs === undefined ? [] : [jqRange(fromMs, toMs!)]),
    ...(hasOwnCalls || program.includes("initiator") ? [] : [jqWithoutOwn]),
    program,
  ];
  const args = ["--slurp", "--compact-output", steps.join(" | "), file];
  const { stdout } = await run(jq.command, args, { env: jq.env, maxBuffer: 1e8 });
  return JSON.parse(stdout);
}

describe("overview", () => {
  it.each(scopes)("gives the numbers of jq over the export for %s", async (_, scope) => {
    const overview = await (await fill(events)).engine.overview(scope);
    expect(overview.all.total.calls).toBeGreaterThan(100);
    for (const rule of ["all", "services", "operations", "series", "durations", "errors", "ownCalls"] as const)
      expect([rule, plain(partOf(overview, rule))]).toEqual([rule, await ask(scope, jqOverview(rule, overview.bins))]);
  });

  it("gives the numbers of DuckDB over the export", async () => {
    const { all, services, bins } = await (await fill(events)).engine.overview(whole);
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const numbers = `count(*) FILTER (event = 'request_start')::INT, count(*) FILTER (event = 'request_success')::INT,
      count(*) FILTER (event = 'request_error')::INT, count(*) FILTER (event = 'request_cancelled')::INT,
      quantile_disc(duration_ms, [0.5, 0.95, 0.99]) FILTER (event IN ('request_success', 'request_error'))`;
    const bin = `floor((epoch_ms(timestamp::TIMESTAMP) - ${String(bins.startMs)}) / ${String(bins.stepMs)})::INT`;
    const from = `FROM read_json('${file}', format='newline_delimited') WHERE event LIKE 'request_%'`;
    const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
    const [totals] = await rows(`SELECT ${numbers} ${from}`);
    const byBin = await rows(`SELECT service, ${bin} AS bin, ${numbers} ${from} GROUP BY 1, 2 ORDER BY 1, 2`);
    connection.closeSync();
    const row = ({ p50Ms, p95Ms, p99Ms, ...counts }: typeof all.total) => {
      const { calls, successes, errors, cancelled } = counts;
      return [calls, successes, errors, cancelled, Number.isNaN(p50Ms) ? null : [p50Ms, p95Ms, p99Ms]];
    };
    const series = partOf({ services, bins } as Overview, "series") as (typeof all.total & {
      service: string;
      bin: number;
    })[];
    expect(row(all.total)).toEqual(totals);
    expect(series.map(({ service, bin, ...total }) => [service, bin, ...row(total)])).toEqual(byBin);
  });

  it("is the same of a log that grew between two questions as of one that is asked once", async () => {
    for (const [, scope] of scopes) {
      const { engine, append } = await fill(events.slice(0, 900));
      for (let at = 900; at < events.length; at += 411) {
        await engine.overview(scope);
        await append(events.slice(at, at + 411));
      }
      expect(await engine.overview(scope)).toEqual(await (await fill(events)).engine.overview(scope));
    }
  });

  it("counts segments that an earlier version sealed", async () => {
    for (const [, scope] of scopes) {
      const { engine } = await fill(events, ofEarlierVersion);
      expect(await engine.overview(scope)).toEqual(await (await fill(events)).engine.overview(scope));
    }
  });

  it("compares with another range", async () => {
    const { engine } = await fill(events);
    const before = { fromMs: startMs, toMs: startMs + hour / 30 };
    const { range } = { range: { fromMs: before.toMs, toMs: before.toMs + hour / 30 } };
    const [compared, alone] = [
      await engine.overview({ range, before, hasOwnCalls: false }),
      await engine.overview({ range: before, hasOwnCalls: false }),
    ];
    expect(compared.all.before).toEqual(alone.all.total);
    expect(compared.services.map(({ before }) => before)).toEqual(alone.services.map(({ total }) => total));
    expect(compared.all.total).not.toEqual(alone.all.total);
  });

  it("says nothing of an empty log", async () => {
    const { all, services, operations, errors, firstMs } = await (await fill([])).engine.overview(whole);
    expect([services, operations, errors, firstMs]).toEqual([[], [], [], undefined]);
    expect(all.total).toEqual({ calls: 0, successes: 0, errors: 0, cancelled: 0, p50Ms: NaN, p95Ms: NaN, p99Ms: NaN });
  });
});
