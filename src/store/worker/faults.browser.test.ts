import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import { createFailures } from "../../../test/support/failing-storage.ts";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { refuseBlobs } from "../../../test/support/refuse-blobs.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { renderJsonLine, renderTextLine } from "../../logging/render-line.ts";
import { openIndexedDbStorage } from "../storage/indexeddb-storage.ts";
import { createLogEngine } from "./log-engine.ts";
import type { LogFileName, LogLimits } from "../log-store.ts";
import type { CommitReport } from "../write/log-writer.ts";
import { createReconnectingStorage } from "../storage/reconnecting-storage.ts";

/** Small files, so that a few hundred events append, seal and rotate. */
const limits: LogLimits = {
  "tts_utility.log": { maxBytes: 20_000, backups: 2 },
  "tts_errors.log": { maxBytes: 2_000, backups: 1 },
  "tts_structured.jsonl": { maxBytes: 60_000, backups: 2 },
};

afterEach(async () => {
  for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name!);
});

/** An engine over a real database of which one step fails. */
async function setup(failAt?: number, estimate = async (): Promise<StorageEstimate> => ({})) {
  const failures = createFailures();
  if (failAt !== undefined) failures.failAt(failAt, new DOMException("injected", "UnknownError"));
  const reports: CommitReport[] = [];
  const storage = createReconnectingStorage({
    open: async () => failures.wrap(await openIndexedDbStorage("faults", { limits, durability: "relaxed" })),
    fallback: () => {
      throw new Error("one failure must not lead to the fallback");
    },
    onFallback: () => undefined,
  });
  const engine = createLogEngine(storage, (report) => void reports.push(report), { sealAtBytes: 40_000, estimate });
  return { engine, reports, failures };
}

async function appendAll(engine: Awaited<ReturnType<typeof setup>>["engine"], events: LogEvent[], batchSize: number) {
  for (let at = 0, batch = 1; at < events.length; at += batchSize, batch++) {
    engine.append({ writer: "w", batch, events: events.slice(at, at + batchSize) });
    await engine.flush();
  }
}

const lowest: Record<LogFileName, string[]> = {
  "tts_utility.log": [],
  "tts_errors.log": ["DEBUG", "INFO", "WARNING"],
  "tts_structured.jsonl": ["DEBUG"],
};

/** The files as the plainest rotation would leave them, current one first. */
function model(file: LogFileName, events: LogEvent[]): string[] {
  const render = file === "tts_structured.jsonl" ? renderJsonLine : renderTextLine;
  let files = [""];
  let sizeBytes = 0;
  for (const event of events) {
    if (lowest[file].includes(event.level)) continue;
    const line = render(event) + "\n";
    const lineBytes = new TextEncoder().encode(line).length;
    if (files[0] !== "" && sizeBytes + lineBytes > limits[file].maxBytes) {
      files = ["", ...files].slice(0, limits[file].backups + 1);
      sizeBytes = 0;
    }
    files[0] += line;
    sizeBytes += lineBytes;
  }
  return files;
}

async function exported(engine: Awaited<ReturnType<typeof setup>>["engine"], file: LogFileName): Promise<string[]> {
  const parts = (await engine.parts()).filter((part) => part.file === file);
  return Promise.all(parts.map(async ({ backup }) => (await engine.exportPart(file, backup)).text()));
}

const fileNames = Object.keys(limits) as LogFileName[];
const models = (events: LogEvent[]) => fileNames.map((file) => model(file, events));

async function expectModel(
  engine: Awaited<ReturnType<typeof setup>>["engine"],
  events: LogEvent[],
  expected = models(events),
) {
  for (const [index, file] of fileNames.entries()) expect(await exported(engine, file)).toEqual(expected[index]);
}

describe("a log over IndexedDB", () => {
  const events = [...generateEvents(900)];

  it("equals it too where the database takes no Blobs, before and after it is opened again", async () => {
    onTestFinished(refuseBlobs());
    const { engine, reports } = await setup();
    await appendAll(engine, events, 30);
    expect(reports.flatMap(({ losses }) => losses)).toEqual([]);
    await expectModel(engine, events);
    const again = await setup();
    await expectModel(again.engine, events);
    const text = events.findLast(({ level }) => level === "ERROR")!.request_id!;
    expect((await again.engine.query({ substring: text }, { limit: 10 })).total).toBeGreaterThan(0);
  });

  it("equals a simple rotation byte for byte over many seals and rotations", async () => {
    const { engine } = await setup();
    await appendAll(engine, events, 37);
    await expectModel(engine, events);
    engine.close();
  });

  it("loses and repeats nothing when any one step of append, seal or rotate fails", { timeout: 240_000 }, async () => {
    const { engine: calm, failures } = await setup();
    await appendAll(calm, events, 90);
    const { steps } = failures;
    calm.close();
    const expected = models(events);
    for (let step = 1; step <= steps; step += 1) {
      await new Promise((resolve) => (indexedDB.deleteDatabase("faults").onsuccess = resolve));
      const { engine, reports } = await setup(step);
      await appendAll(engine, events, 90);
      expect(reports.flatMap(({ losses }) => losses)).toEqual([]);
      await expectModel(engine, events, expected);
      engine.close();
    }
    expect(steps).toBeGreaterThan(50);
  });

  it("writes a batch once, however the batches around it were grouped when it was sent before", async () => {
    const { engine } = await setup();
    const batches = [1, 2, 3].map((batch) => ({
      writer: "w",
      batch,
      events: events.slice(batch * 20, batch * 20 + 20),
    }));
    engine.append(batches[0]!);
    await engine.flush();
    engine.append(batches[1]!);
    await engine.flush();
    for (const batch of batches) engine.append(batch);
    await engine.flush();
    await expectModel(engine, events.slice(20, 80));
    engine.close();
  });

  it("writes batches once that are queued several times", async () => {
    const { engine } = await setup();
    const batches = [1, 2].map((batch) => ({ writer: "w", batch, events: events.slice(batch * 20, batch * 20 + 20) }));
    for (const batch of [...batches, ...batches, ...batches]) engine.append(batch);
    await engine.flush();
    await expectModel(engine, events.slice(20, 60));
    engine.close();
  });

  it("evicts old backups first when the disk is full, and reports how many lines were lost", async () => {
    const { engine, reports, failures } = await setup();
    await appendAll(engine, events.slice(0, 800), 37);
    const before = await engine.parts();
    failures.failAt(failures.steps + 2, new DOMException("injected", "QuotaExceededError"));
    engine.append({ writer: "w", batch: 1_000, events: events.slice(800, 805) });
    await engine.flush();
    const after = await engine.parts();
    const losses = reports.flatMap((report) => report.losses);
    expect(losses).toMatchObject([{ reason: "evicted" }]);
    expect(after.length).toBe(before.length - 1);
    const newest = await engine.query({}, { limit: 1 });
    expect(newest.rows[0]!.event).toEqual(events[804]);
    engine.close();
  });

  it("leaves a reserve to the rest of the page: evicts one backup at each seal while space is short", async () => {
    const { engine, reports } = await setup(undefined, async () => ({ quota: 100e6, usage: 99e6 }));
    await appendAll(engine, events, 37);
    const losses = reports.flatMap((report) => report.losses);
    expect(losses.length).toBeGreaterThan(0);
    expect(new Set(losses.map(({ reason }) => reason))).toEqual(new Set(["evicted"]));
    const newest = await engine.query({}, { limit: 1 });
    expect(newest.rows[0]!.event).toEqual(events.at(-1));
    engine.close();
  });

  it("drops DEBUG and INFO before errors when the disk is full and nothing old is left", async () => {
    const { engine, reports, failures } = await setup();
    const few = events.slice(0, 60);
    failures.failAt(2, new DOMException("injected", "QuotaExceededError"));
    engine.append({ writer: "w", batch: 1, events: few });
    await engine.flush();
    const important = few.filter(({ level }) => level === "ERROR");
    expect(reports[0]!.losses).toMatchObject([{ reason: "quota", count: few.length - important.length }]);
    const { rows } = await engine.query({}, { limit: 100 });
    expect(rows.map(({ event }) => event)).toEqual(important.toReversed());
    engine.close();
  });

  it("reports a line that is larger than its file and keeps the others", async () => {
    const { engine, reports } = await setup();
    const [first, second, third] = events;
    const huge = { ...second!, message: "x".repeat(70_000) };
    engine.append({ writer: "w", batch: 1, events: [first!, huge, third!] });
    await engine.flush();
    expect(reports[0]!.losses).toMatchObject([{ reason: "too_long", count: 1 }]);
    const { rows } = await engine.query({}, { limit: 10 });
    expect(rows.map(({ event }) => event)).toEqual([third, first].filter((event) => event!.level !== "DEBUG"));
    engine.close();
  });
});
