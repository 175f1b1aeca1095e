import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { renderJsonLine } from "../../logging/render-line.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import type { LogFilter, LogPage, LogStore } from "../log-store.ts";
import { openRemoteStore } from "./remote-store.ts";

const events = [...generateEvents(20_000)].filter(({ level }) => level !== "DEBUG");
let store: LogStore;

beforeAll(async () => {
  const createWorker = () => new Worker(new URL("../../log-worker.ts", import.meta.url), { type: "module" });
  store = openRemoteStore(createWorker, { log: "reading" });
  for (const event of events) store.append(event);
  await store.flush();
});

afterAll(async () => {
  await store.close();
  indexedDB.deleteDatabase("reading");
});

const newest = (matching: (event: LogEvent) => boolean) => events.filter(matching).reverse();

async function expectAnswer(filter: LogFilter, matching: (event: LogEvent) => boolean) {
  const expected = newest(matching);
  const page = await store.query(filter, { limit: 50 });
  expect(page.total).toBe(expected.length);
  expect(page.complete).toBe(true);
  expect(page.rows.map(({ event }) => event)).toEqual(expected.slice(0, 50));
}

describe("query", () => {
  it("filters by every field, alone and together", async () => {
    await expectAnswer({ levels: ["ERROR", "CRITICAL"] }, ({ level }) => level === "ERROR");
    await expectAnswer({ services: ["TTS", "Models"] }, ({ service }) => service === "TTS" || service === "Models");
    await expectAnswer({ operations: ["Synthesize"] }, ({ operation }) => operation === "Synthesize");
    await expectAnswer({ errorTypes: ["UNAVAILABLE"] }, ({ error }) => error?.error_type === "UNAVAILABLE");
    await expectAnswer(
      { events: ["request_error"], services: ["ASR"] },
      ({ event, service }) => event === "request_error" && service === "ASR",
    );
    await expectAnswer({ levels: [] }, () => false);
  });

  it("finds the events of one request and of one session", async () => {
    const { request_id: requestId } = events[7_777]!;
    await expectAnswer({ requestId: requestId! }, (event) => event.request_id === requestId);
    await expectAnswer({ sessionId: "session-1" }, () => true);
    await expectAnswer({ sessionId: "another" }, () => false);
  });

  it("cuts a time range, first moment included, last one not", async () => {
    const [fromMs, toMs] = [events[500]!, events[9_000]!].map(({ timestamp }) => Date.parse(timestamp)) as [
      number,
      number,
    ];
    await expectAnswer(
      { fromMs, toMs },
      ({ timestamp }) => Date.parse(timestamp) >= fromMs && Date.parse(timestamp) < toMs,
    );
  });

  it("finds a substring exactly where a case-blind grep over the export finds it", async () => {
    const lines = (await (await store.exportPart("tts_structured.jsonl", 0)).text()).trimEnd().split("\n");
    for (const substring of ["БУЛОК", "unavailable", "5.98", '"seq":777', "нет такого", "Ё"]) {
      const { total, rows } = await store.query({ substring }, { limit: 20 });
      const found = lines.filter((line) => line.toLowerCase().includes(substring.toLowerCase()));
      expect([substring, total]).toEqual([substring, found.length]);
      expect(rows.map(({ event }) => renderJsonLine(event))).toEqual(found.slice(-20).reverse());
    }
  });

  it("joins a substring and fields", async () => {
    await expectAnswer(
      { substring: "привет", services: ["TTS"], events: ["request_start"] },
      (event) => event.service === "TTS" && JSON.stringify(event).includes("Привет"),
    );
  });

  it("gives every match once when the pages are put together", async () => {
    const filter: LogFilter = { errorTypes: ["UNAVAILABLE"], substring: "failed" };
    const seen: number[] = [];
    let before: number | undefined;
    const expected = newest(({ error }) => error?.error_type === "UNAVAILABLE").length;
    for (;;) {
      const page = await store.query(filter, { limit: 37, ...(before !== undefined && { before }) });
      if (page.rows.length === 0) break;
      seen.push(...page.rows.map(({ position }) => position));
      before = page.rows.at(-1)!.position;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(expected);
  });

  it("shows the context of a moment, half before and half after", async () => {
    const middle = 10_000;
    const { rows } = await store.query({}, { limit: 20, aroundMs: Date.parse(events[middle]!.timestamp) });
    const seqs = rows.map(({ event }) => event.seq);
    expect(seqs).toHaveLength(20);
    expect(seqs.indexOf(events[middle]!.seq)).toBeGreaterThanOrEqual(8);
    expect(seqs.indexOf(events[middle]!.seq)).toBeLessThanOrEqual(12);
  });

  it("reports partial results, never more than the final one", async () => {
    const partial: LogPage[] = [];
    const page = await store.query({ substring: "TTS_" }, { limit: 10, onPartial: (part) => void partial.push(part) });
    expect(partial.length).toBeGreaterThan(0);
    for (const part of partial) {
      expect(part.complete).toBe(false);
      expect(part.total).toBeLessThanOrEqual(page.total);
      expect(part.rows).toEqual(page.rows);
    }
  });

  it("stops when it is cancelled", async () => {
    const abort = new AbortController();
    const answer = store.query({ substring: "something long to look for" }, { limit: 10 }, abort.signal);
    abort.abort();
    await expect(answer).rejects.toMatchObject({ name: "AbortError" });
  });

  it("orders by position when the clock was set back", async () => {
    const late = { ...events[0]!, timestamp: "2020-01-01T00:00:00.000Z", message: "after the clock was set back" };
    store.append(late);
    await store.flush();
    expect((await store.query({}, { limit: 1 })).rows[0]!.event).toEqual(late);
    const past = await store.query({ toMs: Date.UTC(2021, 0) }, { limit: 10 });
    expect(past.rows.map(({ event }) => event)).toEqual([late]);
  });
});

describe("columns", () => {
  it("hold every stored event once, in order", async () => {
    const columns = await store.columns({});
    let next = 0;
    for (const block of columns) {
      expect(block.firstPosition).toBe(next);
      next += block.length;
    }
    expect(next).toBe((await store.query({}, { limit: 0 })).total);
  });
});

describe("getLogStats", () => {
  it("counts as queued what is not committed, not what is committed and not acknowledged yet", async () => {
    const other = openRemoteStore(
      () => new Worker(new URL("../../log-worker.ts", import.meta.url), { type: "module" }),
      {
        log: "waiting",
      },
    );
    await other.parts();
    for (let count = 1; count <= 10; count++) {
      other.append({ ...events[0]!, seq: count });
      while ((await other.query({}, { limit: 1 })).total < count) continue;
      expect(await other.getLogStats()).toMatchObject({ events: count, queueLength: 0 });
    }
    await other.close();
    indexedDB.deleteDatabase("waiting");
  });

  it("reports the commit latency of events, from when they happened", async () => {
    const other = openRemoteStore(
      () => new Worker(new URL("../../log-worker.ts", import.meta.url), { type: "module" }),
      {
        log: "delays",
      },
    );
    expect((await other.getLogStats()).storedWithin).toEqual({ p50Ms: 0, p99Ms: 0 });
    const ago = (agoMs: number) => ({ ...events[0]!, timestamp: new Date(Date.now() - agoMs).toISOString() });
    for (const agoMs of [0, 0, 0, 60_000]) other.append(ago(agoMs));
    await other.flush();
    const { p50Ms, p99Ms } = (await other.getLogStats()).storedWithin;
    expect(p50Ms).toBeLessThan(60_000);
    expect(p99Ms).toBeGreaterThanOrEqual(60_000);
    await other.close();
    indexedDB.deleteDatabase("delays");
  });

  it("counts levels and events exactly and measures its own cost", async () => {
    const stats = await store.getLogStats();
    expect(stats.byLevel["ERROR"]).toBe(newest(({ level }) => level === "ERROR").length);
    expect(stats.byEvent["request_success"]).toBe(newest(({ event }) => event === "request_success").length);
    expect(stats.events).toBe(events.length + 1);
    expect(stats.totalBytes).toBe(stats.parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
    expect(stats).toMatchObject({ storage: "indexeddb", queueLength: 0, dropped: {}, gaps: 0 });
    expect(stats.cost.events).toBe(events.length + 1);
    expect(stats.cost.workerMicrosPerEvent).toBeGreaterThan(0);
  });
});

describe("configure", () => {
  it("rotates at the new limit", async () => {
    const maxBytes = 50_000;
    const file = "tts_structured.jsonl";
    const { parts } = await store.getLogStats();
    const limits = Object.fromEntries(parts.map((part) => [part.file, { maxBytes, backups: 1 }])) as never;
    await store.configure({ limits });
    for (const event of events.slice(0, 500)) store.append(event);
    await store.flush();
    const after = (await store.parts()).filter((part) => part.file === file);
    expect(after).toHaveLength(2);
    for (const part of after) expect(part.sizeBytes).toBeLessThanOrEqual(maxBytes);
  });
});
