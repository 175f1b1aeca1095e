import { afterEach, describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import type { LogStore } from "../log-store.ts";
import { openRemoteStore } from "./remote-store.ts";

const stores: LogStore[] = [];

/** A log whose first workers hang for real, each at what it is named after; those after them are well. */
function open(log: string, hangsAt: string[]) {
  const left = [...hangsAt];
  let started = 0;
  const store = openRemoteStore(
    () => {
      started++;
      const url = new URL("../../../test/support/workers/hanging-log-worker.js", import.meta.url);
      return new Worker(url, { type: "module", name: left.shift() ?? "" });
    },
    { log },
  );
  stores.push(store);
  return { store, started: () => started };
}

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name!);
});

const events = [...generateEvents(300)].filter(({ level }) => level !== "DEBUG");

async function stored(store: LogStore) {
  const { rows } = await store.query({}, { limit: 1_000 });
  const ours = rows.filter(({ event }) => event.session_id === events[0]!.session_id && event.service !== "System");
  const replaced = rows.find(({ event }) => event.event === "system_log_worker_replaced")?.event;
  const gap = rows.find(({ event }) => event.event === "system_log_gap")?.event;
  return { seqs: ours.map(({ event }) => event.seq).reverse(), replaced, gap };
}
const expected = events.filter(({ service }) => service !== "System").map(({ seq }) => seq);

describe("a worker that hangs", () => {
  it("at an append is replaced, and the next one gets its events", async () => {
    const { store, started } = open("hang-append", ["append"]);
    for (const event of events) store.append(event);
    await store.flush();
    expect(await stored(store)).toMatchObject({ seqs: expected, replaced: { data: { resent: events.length } } });
    expect(started()).toBe(2);
  });

  it("between commit and acknowledgement is replaced, and nothing stands twice", async () => {
    const { store, started } = open("hang-acknowledge", ["acknowledge"]);
    for (const event of events) store.append(event);
    await store.flush();
    const { seqs, gap } = await stored(store);
    expect([seqs, gap, started()]).toEqual([expected, undefined, 2]);
  });

  it("does not keep the statistics from being answered, marked as stale", async () => {
    const { store } = open("hang-stats", ["append"]);
    await store.parts();
    expect(await store.getLogStats()).toMatchObject({ isStale: false, events: 0 });
    for (const event of events) store.append(event);
    await new Promise((resolve) => setTimeout(resolve));
    const stats = await store.getLogStats();
    expect(stats).toMatchObject({ isStale: true, events: 0, queueLength: events.length });
  });

  it("at the same question twice fails it, and answers the next one", async () => {
    const { store, started } = open("hang-query", ["query", "query"]);
    await expect(store.query({}, { limit: 1 })).rejects.toMatchObject({ name: "TimeoutError" });
    expect((await store.query({}, { limit: 1 })).rows.map(({ event }) => event.event)).toEqual([
      "system_log_worker_replaced",
    ]);
    expect(started()).toBe(3);
  });
});
