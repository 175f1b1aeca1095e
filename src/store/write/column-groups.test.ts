import { describe, expect, it } from "vitest";
import { exploredLog } from "../../../test/support/explored-log.ts";
import { createFailures } from "../../../test/support/failing-storage.ts";
import { createValueRemoval } from "../../basics/value-removal.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import type { Query } from "../../query/query.ts";
import { defaultLogLimits, type LogLimits } from "../log-store.ts";
import { createValueTally } from "../redact/value-tally.ts";
import { linesOfPart } from "../storage/log-state.ts";
import { packedOf, type LogStorage } from "../storage/log-storage.ts";
import { createMemoryStorage } from "../storage/memory-storage.ts";
import { createLogEngine, type LogEngine } from "../worker/log-engine.ts";
import { groupColumns, segmentsOfGroup } from "./column-groups.ts";

/** A worker of its own over a log, with nothing cached. */
const workerOf = (storage: LogStorage) => createLogEngine(storage, () => undefined, { sealAtBytes: 6_000 });

async function append(engine: LogEngine, events: LogEvent[], writer = "w"): Promise<void> {
  for (let at = 0, batch = 1; at < events.length; at += 10, batch++) {
    engine.append({ writer, batch, events: events.slice(at, at + 10) });
    await engine.flush();
  }
}

/** A log of many segments. */
async function setup(limits: LogLimits = defaultLogLimits) {
  const storage = createMemoryStorage(limits);
  await append(workerOf(storage), [...exploredLog(900)]);
  return storage;
}

async function groupAll(storage: LogStorage): Promise<void> {
  while (await groupColumns(storage));
}

const positionsOf = (storage: LogStorage) => storage.read((transaction) => transaction.columnPositions());

async function packedColumns(storage: LogStorage): Promise<Uint8Array[]> {
  const stored = await storage.read((transaction) => transaction.columnsFrom(0));
  return Promise.all(stored.map(packedOf));
}

const facets = [
  "level",
  "service",
  "outcome",
  "request_data.voice_name",
  "request_data.rate",
  "duration_ms",
  "timestamp",
];
const queries: Query[] = [
  { is: "all" },
  { is: "text", text: "ФАЙЛА" },
  { is: "regex", source: "voice [12]3" },
  { is: "field", path: "request_id", test: { is: "value", value: "req_1_40", isQuoted: true } },
  { is: "field", path: "request_data.voice_name", test: { is: "wildcard", pattern: "voice 1*" } },
  { is: "field", path: "duration_ms", test: { is: "range", from: { value: "100", isInclusive: true } } },
];

/** What a worker says of its log. */
async function answers(engine: LogEngine): Promise<unknown[]> {
  const said: unknown[] = [];
  for (const view of ["calls", "events"] as const) {
    for (const query of queries) {
      const scope = { view, query, range: {}, hasOwnCalls: false };
      const page = { order: { by: "duration_ms", isDescending: true }, at: { index: 0 }, limit: 30 };
      said.push(await engine.explore({ ...scope, facets, chart: { bins: 9, by: "service" } }));
      said.push(await engine.exploreRows(scope, page));
      said.push(await engine.fieldValues(scope, "request_data.voice_name", { limit: 50 }));
      said.push(await (await engine.exportRows(scope, { is: "original" })).text());
    }
  }
  const { firstMs = 0, lastMs = 0 } = await engine.stats();
  const third = (lastMs - firstMs) / 3;
  for (const range of [{}, { fromMs: firstMs + third, toMs: lastMs - third }]) said.push(await engine.summarize(range));
  for (const filter of [{}, { levels: ["ERROR" as const] }, { substring: "said no", services: ["TTS"] }])
    said.push(await engine.query(filter, { limit: 40 }));
  return said;
}

async function redact(engine: LogEngine, value: string): Promise<void> {
  const removal = createValueRemoval(value, "[redacted]");
  const signal = new AbortController().signal;
  await engine.scan({ removal, redacts: true, tally: createValueTally(), onBytes: () => undefined, signal });
}

describe("groupColumns", () => {
  it("joins the columns of sixteen segments in a record, and every answer stays as it was", async () => {
    const storage = await setup();
    const before = await answers(workerOf(storage));
    const bytesBefore = (await packedColumns(storage)).reduce((sum, { length }) => sum + length, 0);
    await groupAll(storage);
    const { columns, segments } = await positionsOf(storage);
    expect(segments.length).toBeGreaterThan(2 * segmentsOfGroup);
    const alone = segments.length % segmentsOfGroup;
    expect(columns.length).toBe(Math.floor(segments.length / segmentsOfGroup) + alone);
    expect((await packedColumns(storage)).reduce((sum, { length }) => sum + length, 0)).toBeLessThan(bytesBefore * 0.8);
    expect(await answers(workerOf(storage))).toEqual(before);
  });

  it("changes nothing for a worker that read the columns before, or some of them", async () => {
    const storage = createMemoryStorage(defaultLogLimits);
    const [writer, reader, early] = [workerOf(storage), workerOf(storage), workerOf(storage)];
    const events = [...exploredLog(900)];
    await append(writer, events.slice(0, 400));
    await answers(early);
    await append(writer, events.slice(400), "later");
    const before = await answers(reader);
    await groupAll(storage);
    for (const engine of [reader, early, writer]) expect(await answers(engine)).toEqual(before);
    await append(writer, [...exploredLog(200, 2)], "more");
    const expected = await answers(workerOf(storage));
    for (const engine of [reader, early, writer]) expect(await answers(engine)).toEqual(expected);
  });

  it("joins segments of one file part only, all of one that is complete, and they rotate out together", async () => {
    const storage = await setup({ ...defaultLogLimits, "tts_structured.jsonl": { maxBytes: 120_000, backups: 2 } });
    await groupAll(storage);
    const grouped = async () => {
      const state = await storage.read((transaction) => transaction.readState());
      const { columns, segments } = await positionsOf(storage);
      const structured = state.files["tts_structured.jsonl"];
      return structured.parts.map((_, backup) => {
        const { first, end } = linesOfPart(structured, backup)!;
        const of = (positions: number[]) => positions.filter((position) => position >= first && position < end).length;
        return { columns: of(columns), segments: of(segments) };
      });
    };
    for (let seed = 2; seed < 6; seed++) {
      const [current, ...complete] = await grouped();
      expect(current!.columns).toBeGreaterThan(0);
      expect(complete.length).toBe(2);
      for (const { columns, segments } of complete) {
        expect(segments).toBeGreaterThan(1);
        expect(columns).toBe(Math.ceil(segments / segmentsOfGroup));
      }
      await append(workerOf(storage), [...exploredLog(150, seed)], `w${String(seed)}`);
      await groupAll(storage);
    }
    expect((await storage.read((transaction) => transaction.columnsFrom(0))).length).toBe(
      (await grouped()).reduce((sum, { columns }) => sum + columns, 0),
    );
  });

  it("leaves the columns single or joined, whichever step of the storage fails", async () => {
    const storage = await setup();
    const question = { view: "calls", query: { is: "all" }, range: {}, hasOwnCalls: true, facets } as const;
    const expected = await workerOf(storage).explore(question);
    const { columns, segments } = await positionsOf(storage);
    let failed = 0;
    for (let isJoined = false; !isJoined; failed++) {
      const failures = createFailures();
      failures.failAt(failed + 1, new DOMException("lost", "AbortError"));
      await expect(groupColumns(failures.wrap(storage))).rejects.toThrow("lost");
      const left = await positionsOf(storage);
      // The last step fails when all is committed.
      isJoined = left.columns.length < columns.length;
      expect(left.columns.length).toBe(isJoined ? columns.length - segmentsOfGroup + 1 : columns.length);
      expect(left.segments).toEqual(segments);
      expect(await workerOf(storage).explore(question)).toEqual(expected);
    }
    expect(failed).toBeGreaterThan(2 * segmentsOfGroup);
  });

  it("joins no lines that were rewritten or rotated out meanwhile, nor those that another tab joins", async () => {
    const storage = await setup();
    const count = async () => (await positionsOf(storage)).columns.length;
    const meanwhile = async (change: () => Promise<unknown>) => {
      let isFirst = true;
      const write: LogStorage["write"] = async (body, onSent) => {
        if (isFirst) {
          isFirst = false;
          await change();
        }
        return storage.write(body, onSent);
      };
      await groupColumns({ ...storage, write });
    };
    await meanwhile(() => redact(workerOf(storage), "levitan"));
    const single = (await positionsOf(storage)).segments.length;
    expect(await count()).toBe(single);
    await meanwhile(() => groupColumns(storage));
    expect(await count()).toBe(single - segmentsOfGroup + 1);
    await meanwhile(() => workerOf(storage).clear({ timestamp: new Date(0).toISOString(), session_id: "s", seq: 1 }));
    expect((await positionsOf(storage)).columns).toEqual([]);
  });

  it("keeps no value that is removed from the lines", async () => {
    const [single, joined] = [await setup(), await setup()];
    await groupAll(joined);
    const reader = workerOf(joined);
    await answers(reader);
    for (const storage of [single, joined]) await redact(workerOf(storage), "levitan");
    for (const packed of await packedColumns(joined)) expect(new TextDecoder().decode(packed)).not.toContain("levitan");
    const expected = await answers(workerOf(single));
    expect(JSON.stringify(expected)).not.toContain("levitan");
    expect(await answers(reader)).toEqual(expected);
    await groupAll(joined);
    expect(await answers(workerOf(joined))).toEqual(expected);
  });
});
