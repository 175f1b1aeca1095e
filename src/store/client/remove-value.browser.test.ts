import { afterEach, describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { createValueRemoval } from "../../basics/value-removal.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { renderJsonLine } from "../../logging/render-line.ts";
import type { LogNotice, LogReader, LogStore } from "../log-store.ts";
import type { ValueReport } from "../value-report.ts";
import { openRemoteStore } from "./remote-store.ts";

const secret = "Ключ+от/всего=да&нет%2F1";
const removal = createValueRemoval(secret, "[redacted]");
const base64 = (text: string) => new TextEncoder().encode(text).toBase64();
const forms = [
  secret,
  encodeURIComponent(secret),
  JSON.stringify({ secret }),
  base64(`id:${secret}`),
  new TextEncoder().encode(secret).toHex(),
];
const stores: LogStore[] = [];

function open(log = "remove"): LogStore {
  const createWorker = () => new Worker(new URL("../../log-worker.ts", import.meta.url), { type: "module" });
  const store = openRemoteStore(createWorker, { log });
  stores.push(store);
  return store;
}

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name!);
});

/** Events of which every seventh holds the secret, in turn in each form. */
function withSecret(count: number, seed = 1): LogEvent[] {
  return [...generateEvents(count, seed)].map((event, index) =>
    index % 7 > 0 ? event : { ...event, message: `answer ${forms[(index / 7) % forms.length]!} end` },
  );
}

const clean = (events: LogEvent[]) => events.map((event) => removal.fromData(event).rest);
const stored = (events: LogEvent[]) => events.filter(({ level }) => level !== "DEBUG");
const asText = (events: LogEvent[]) => stored(events).map((event) => `${renderJsonLine(event)}\n`);

async function append(store: LogStore, events: LogEvent[]): Promise<void> {
  for (const event of events) store.append(event);
  await store.flush();
}

/** Every value of every database, as text. */
async function rawText(): Promise<string> {
  const told: string[] = [];
  const tell = async (value: unknown): Promise<void> => {
    if (typeof value === "string") told.push(value);
    else if (value instanceof Blob) told.push(await value.text());
    else if (ArrayBuffer.isView(value)) told.push(new TextDecoder().decode(value));
    else if (typeof value === "object" && value !== null) {
      for (const inner of Object.entries(value).flat()) await tell(inner);
    }
  };
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error!);
    });
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name!));
    for (const table of database.objectStoreNames) {
      await tell(await done(database.transaction(table).objectStore(table).getAll()));
    }
    database.close();
  }
  return told.join("\n");
}

const occurrences = ({ logs }: ValueReport) =>
  logs.flatMap(({ parts, inNames }) => [inNames, ...parts.map((part) => part.occurrences)]).reduce((a, b) => a + b, 0);

async function exported(log: LogReader): Promise<string[]> {
  return Promise.all((await log.parts()).map(async ({ file, backup }) => (await log.exportPart(file, backup)).text()));
}

describe("removeValue", () => {
  it("takes a value in every form out of sealed and unsealed lines and imported logs, and a raw scan finds none", async () => {
    const store = open();
    const events = withSecret(8_000);
    await append(store, events);
    await append(store, withSecret(50, 2));
    const foreign = asText(withSecret(500, 3)).join("");
    const imported = await store.sets.import([new File([foreign], `${secret}.jsonl`)], { name: `log ${secret}` });
    expect(await rawText()).toContain(secret);

    const found = await store.findValue(secret);
    expect(found.logs.map(({ id, inNames }) => [id, inNames])).toEqual([
      [undefined, 0],
      [imported.id, 2],
    ]);
    const removed = await store.removeValue(secret);
    expect(removed).toEqual(found);
    expect(removed).toMatchObject({ complete: true, importedLogsUnread: false });
    expect(occurrences(removed)).toBeGreaterThan(2_000);
    expect(removal.has(await rawText())).toBe(false);
    expect((await store.findValue(secret)).logs).toEqual([]);
    expect(await store.sets.list()).toMatchObject([{ name: "log [redacted]", files: [{ name: "[redacted].jsonl" }] }]);
  });

  it("leaves counts, sizes, search and export as those of a log that never held the value", async () => {
    const events = [...withSecret(8_000), ...withSecret(50, 2)];
    const [store, expected] = [open(), open("expected")];
    for (const [log, given] of [
      [store, events],
      [expected, clean(events)],
    ] as const) {
      await append(log, given.slice(0, 8_000));
      await append(log, given.slice(8_000));
      await log.sets.import([new File([asText(given).join("")], "a.jsonl")], { name: "a" });
    }
    await store.query({ substring: "answer" }, { limit: 10 });
    await store.summarize({});
    await store.removeValue(secret);
    const logs = async (log: LogStore) => [log, log.sets.open((await log.sets.list())[0]!.id)];
    const expectedLogs = await logs(expected);
    for (const [index, log] of (await logs(store)).entries()) {
      const other = expectedLogs[index]!;
      expect(await log.parts()).toEqual(await other.parts());
      expect(await exported(log)).toEqual(await exported(other));
      expect(await log.summarize({})).toEqual(await other.summarize({}));
      const page = { limit: 10_000 };
      expect(await log.query({ substring: "answer" }, page)).toEqual(await other.query({ substring: "answer" }, page));
    }
  });

  it("shows in another tab that read and cached the lines before, and tells it", async () => {
    const [here, there] = [open(), open()];
    const events = withSecret(8_000);
    await append(here, events);
    const before = await there.query({ substring: "answer" }, { limit: 10_000 });
    expect(removal.has(JSON.stringify(before))).toBe(true);
    const notices: LogNotice[] = [];
    there.subscribe((notice) => notices.push(notice));
    await here.removeValue(secret);
    await expect.poll(() => notices.some(({ rewritten }) => rewritten)).toBe(true);
    const after = await there.query({ substring: "answer" }, { limit: 10_000 });
    expect(after.rows.map(({ position }) => position)).toEqual(before.rows.map(({ position }) => position));
    expect(after.rows.map(({ event }) => event)).toEqual(clean(before.rows.map(({ event }) => event)));
    await append(there, [...generateEvents(5_000, 9)]);
    expect(removal.has(await rawText())).toBe(false);
  });

  it("waits for another tab that reads an imported log again, so that the value does not come back", async () => {
    const [here, there] = [open(), open()];
    const lines = asText(withSecret(30_000)).join("");
    const { id } = await here.sets.import([new File([lines], "a.jsonl")], { name: "a" });
    expect(await there.sets.list()).toHaveLength(1);
    let removing: Promise<ValueReport> | undefined;
    const onProgress = () => void (removing ??= here.removeValue(secret));
    await there.sets.readAgain(id, [{ zone: "Asia/Tokyo" }], { onProgress });
    const removed = await removing!;
    expect([removed.complete, occurrences(removed) > 0]).toEqual([true, true]);
    expect(removal.has(await rawText())).toBe(false);
  });

  it("can be cancelled while it waits for an import, and reports that nothing was removed", async () => {
    const [here, there] = [open(), open()];
    await append(here, withSecret(50));
    const abort = new AbortController();
    let removing: Promise<ValueReport> | undefined;
    const onProgress = () => {
      if (removing !== undefined) abort.abort();
      removing ??= here.removeValue(secret, { signal: abort.signal });
    };
    const file = new File([asText(withSecret(30_000)).join("")], "a.jsonl");
    await there.sets.import([file], { name: "a", onProgress });
    expect(await removing).toMatchObject({ logs: [], complete: false });
    expect(occurrences(await here.findValue(secret))).toBeGreaterThan(50);
  });

  it("reports what a cancelled removal has removed, and the rest is still found", async () => {
    const store = open();
    await append(store, withSecret(20_000));
    const all = occurrences(await store.findValue(secret));
    const abort = new AbortController();
    let segments = 0;
    const removed = await store.removeValue(secret, {
      onProgress: () => ++segments === 3 && abort.abort(),
      signal: abort.signal,
    });
    expect(removed.complete).toBe(false);
    const left = occurrences(await store.findValue(secret));
    expect([occurrences(removed) > 0, left > 0, occurrences(removed) + left]).toEqual([true, true, all]);
  });

  it("loses nothing when the worker dies in the middle, and the next worker ends it", async () => {
    const workers: Worker[] = [];
    const createWorker = () => {
      workers.push(new Worker(new URL("../../log-worker.ts", import.meta.url), { type: "module" }));
      return workers.at(-1)!;
    };
    const store = openRemoteStore(createWorker, { log: "remove" });
    stores.push(store);
    const events = withSecret(20_000);
    await append(store, events);
    let segments = 0;
    const report = await store.removeValue(secret, { onProgress: () => ++segments === 3 && workers[0]!.terminate() });
    expect([report.complete, workers.length]).toEqual([true, 2]);
    expect(removal.has(await rawText())).toBe(false);
    const [text] = await exported(store).then((parts) => parts.slice(-1));
    expect(asText(clean(events)).join("").endsWith(text!)).toBe(true);
    for (const { file, backup, sizeBytes } of await store.parts()) {
      expect((await store.exportPart(file, backup)).size).toBe(sizeBytes);
    }
  });

  it("includes what was appended just before, and ends a search at once when it is aborted", async () => {
    const store = open();
    for (const event of withSecret(300)) store.append(event);
    const report = await store.removeValue(secret);
    expect(occurrences(report)).toBeGreaterThan(50);
    expect((await store.findValue(secret)).logs).toEqual([]);
    await expect(store.findValue(secret, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
  });
});
