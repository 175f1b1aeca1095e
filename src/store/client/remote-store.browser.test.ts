import { afterEach, describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { renderJsonLine } from "../../logging/render-line.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { findUnloadJournals, writeUnloadJournal } from "./unload-journal.ts";
import type { LogNotice, LogStore } from "../log-store.ts";
import { openRemoteStore } from "./remote-store.ts";

const stores: LogStore[] = [];
const workers: Worker[] = [];

function open(log: string, settings = {}): LogStore {
  const store = openRemoteStore(
    () => {
      const worker = new Worker(new URL("../../log-worker.ts", import.meta.url), { type: "module" });
      workers.push(worker);
      return worker;
    },
    { log, settings },
  );
  stores.push(store);
  return store;
}

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  workers.length = 0;
  for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name!);
});

const kept = (events: LogEvent[]) => events.filter(({ level }) => level !== "DEBUG");

describe("openRemoteStore", () => {
  it("returns what was appended, newest first, a page at a time", async () => {
    const store = open("pages");
    const events = [...generateEvents(250)];
    for (const event of events) store.append(event);
    await store.flush();
    const expected = kept(events).reverse();
    const first = await store.query({}, { limit: 100 });
    expect(first.rows.map(({ event }) => event)).toEqual(expected.slice(0, 100));
    expect(first.total).toBe(expected.length);
    const second = await store.query({}, { limit: 100, before: first.rows.at(-1)!.position });
    expect(second.rows.map(({ event }) => event)).toEqual(expected.slice(100, 200));
  });

  it("exports the rendered lines byte for byte and reports their exact size, before and after sealing", async () => {
    const store = open("export");
    const events = [...generateEvents(12_000)];
    for (const event of events) store.append(event);
    await store.flush();
    for (const event of [...generateEvents(50, 2)]) store.append(event);
    await store.flush();
    const expected = [...kept(events), ...kept([...generateEvents(50, 2)])].map(
      (event) => renderJsonLine(event) + "\n",
    );
    const blob = await store.exportPart("tts_structured.jsonl", 0);
    expect(await blob.text()).toBe(expected.join(""));
    const parts = await store.parts();
    expect(parts.find(({ file, backup }) => file === "tts_structured.jsonl" && backup === 0)?.sizeBytes).toBe(
      blob.size,
    );
  });

  it("finds the events again when the log is reopened", async () => {
    const before = open("again");
    const events = kept([...generateEvents(20)]);
    for (const event of events) before.append(event);
    await before.close();
    const page = await open("again").query({}, { limit: 100 });
    expect(page.rows.map(({ event }) => event)).toEqual(events.toReversed());
  });

  it("shows what another tab writes", async () => {
    const [here, there] = [open("tabs"), open("tabs")];
    await here.parts();
    const told = new Promise<LogNotice>((resolve) => void here.subscribe(resolve));
    const [event] = generateEvents(1);
    there.append(event!);
    expect((await told).position).toBe(1);
    expect((await here.query({}, { limit: 1 })).rows[0]!.event).toEqual(event);
  });

  it("loses nothing when its worker dies, and writes nothing twice", async () => {
    const store = open("death");
    await store.parts();
    const events = kept([...generateEvents(5_000)]);
    for (const [index, event] of events.entries()) {
      store.append(event);
      if (index % 500 === 0) await new Promise((resolve) => setTimeout(resolve));
      if (index === 1_500 || index === 3_000) workers.at(-1)!.terminate();
    }
    await store.flush();
    const { rows, total } = await store.query({}, { limit: 10_000 });
    expect(total).toBe(events.length);
    expect(rows.map(({ event }) => event.seq)).toEqual(events.map(({ seq }) => seq).reverse());
  });

  it("releases the log while its page is in the back-forward cache, and continues when the page returns", async () => {
    const passes = (type: string) => dispatchEvent(new PageTransitionEvent(type, { persisted: true }));
    const running = async () => (await navigator.locks.query()).held!.length;
    const store = open("aside");
    await store.parts();
    const events = kept([...generateEvents(300)]);
    for (const event of events.slice(0, 100)) store.append(event);
    passes("pagehide");
    await expect.poll(running).toBe(0);

    const other = open("aside");
    await expect.poll(async () => (await other.query({}, { limit: 1 })).total).toBe(100);
    for (const event of events.slice(100, 200)) other.append(event);
    await other.flush();

    passes("pageshow");
    for (const event of events.slice(200)) store.append(event);
    await store.flush();
    const { rows } = await store.query({}, { limit: 1_000 });
    expect(rows.map(({ event }) => event)).toEqual(events.toReversed());
    expect(await running()).toBe(2);
  });

  it("does not end the worker of a page in the back-forward cache that has the log in memory", async () => {
    const store = open("aside-in-memory");
    await store.parts();
    workers.at(-1)!.dispatchEvent(new MessageEvent("message", { data: { kind: "memory", problem: "refused" } }));
    dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
    expect((await store.getLogStats()).storage).toBe("memory");
    expect(workers).toHaveLength(1);
  });

  it("answers a request that was pending when its worker died", async () => {
    const store = open("question");
    for (const event of generateEvents(100)) store.append(event);
    await store.flush();
    const page = store.query({}, { limit: 10 });
    workers.at(-1)!.terminate();
    expect((await page).rows).toHaveLength(10);
  });

  it("listens to a signal that outlives 100 requests only while one is pending", async () => {
    const store = open("listeners");
    const { signal } = new AbortController();
    let listening = 0;
    const [add, remove] = [signal.addEventListener, signal.removeEventListener];
    signal.addEventListener = (...listener: unknown[]) => void (listening++, add.apply(signal, listener as never));
    signal.removeEventListener = (...listener: unknown[]) =>
      void (listening--, remove.apply(signal, listener as never));
    for (let i = 0; i < 100; i++) {
      const asked = store.query({}, { limit: 1 }, signal);
      expect(listening).toBe(1);
      await asked;
      expect(listening).toBe(0);
    }
    const closed = store.query({}, { limit: 1 }, signal);
    await store.close();
    await expect(closed).rejects.toThrow("the log was closed");
    expect(listening).toBe(0);
  });

  it("rejects a request whose signal aborts, and answers the next one with another signal", async () => {
    const store = open("aborted");
    const leave = new AbortController();
    const left = store.query({}, { limit: 1 }, leave.signal);
    leave.abort(new Error("gone elsewhere"));
    await expect(left).rejects.toThrow("gone elsewhere");
    expect((await store.query({}, { limit: 1 }, new AbortController().signal)).rows).toEqual([]);
  });

  it("replays the unload journal of another page once, although every page that opens finds it", async () => {
    const events = kept([...generateEvents(30)]);
    const words = { writer: "gone", batches: [{ batch: 3, events }] };
    writeUnloadJournal(localStorage, "inherited", words);
    const [first, second] = [open("inherited"), open("inherited")];
    await expect.poll(async () => (await first.query({}, { limit: 1 })).total).toBe(events.length);
    await expect.poll(() => findUnloadJournals(localStorage, "inherited")).toEqual([]);
    writeUnloadJournal(localStorage, "inherited", words);
    const third = open("inherited");
    await expect.poll(() => findUnloadJournals(localStorage, "inherited")).toEqual([]);
    for (const store of [first, second, third]) {
      expect((await store.query({}, { limit: 1 })).total).toBe(events.length);
    }
  });
});
