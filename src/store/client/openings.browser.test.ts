import { afterEach, expect, it } from "vitest";
import { exploredLog } from "../../../test/support/explored-log.ts";
import type { ExploreRequest } from "../explore.ts";
import type { LogStore } from "../log-store.ts";
import { openRemoteStore } from "./remote-store.ts";

const stores: LogStore[] = [];

/** A new worker over the same log. */
async function open(): Promise<LogStore> {
  for (const store of stores.splice(0)) await store.close();
  const createWorker = () => new Worker(new URL("../../log-worker.ts", import.meta.url), { type: "module" });
  const store = openRemoteStore(createWorker, { log: "openings" });
  stores.push(store);
  return store;
}

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name!);
});

/** Answers beside the log, as text. */
async function storedOpenings(): Promise<string[]> {
  const opening = indexedDB.open("openings");
  await new Promise((resolve) => (opening.onsuccess = resolve));
  const database = opening.result;
  const reading = database
    .transaction("state")
    .objectStore("state")
    .getAll(IDBKeyRange.lowerBound(["opening", ""]));
  await new Promise((resolve) => (reading.onsuccess = resolve));
  database.close();
  return reading.result.map((answer) => JSON.stringify(answer));
}

it("answers what a page opened with from one worker to the next, until a value of it is removed", async () => {
  const events = [...exploredLog(3_000)];
  const scope = { view: "calls" as const, query: { is: "all" as const }, range: {}, hasOwnCalls: false };
  const facets = ["service", "outcome", "request_data.voice_name"];
  const request: ExploreRequest = { ...scope, facets, chart: { bins: 20, by: "outcome" } };
  const page = { order: { by: "time", isDescending: true }, at: { index: 0 }, limit: 20 };
  const ask = async (log: LogStore) => ({
    answer: await log.explore({ ...request, isOpening: true }),
    rows: await log.exploreRows(scope, { ...page, isOpening: true }),
  });

  const first = await open();
  for (const event of events.slice(0, 2_900)) first.append(event);
  await first.flush();
  const asked = await ask(first);
  await expect.poll(storedOpenings).toHaveLength(2);

  const second = await open();
  expect(await ask(second)).toEqual(asked);
  for (const event of events.slice(2_900)) second.append(event);
  await second.flush();

  const third = await open();
  const { answer, rows } = await ask(third);
  expect([answer, rows]).toEqual([
    { ...asked.answer, isEarlier: true },
    { ...asked.rows, isEarlier: true },
  ]);
  const now = await third.explore(request);
  expect(now.position).toBeGreaterThan(asked.answer.position);
  expect(now.total).toBeGreaterThan(asked.answer.total);

  expect((await storedOpenings()).join()).toContain("levitan");
  await third.removeValue("levitan");
  expect((await storedOpenings()).join()).not.toContain("levitan");
  await expect.poll(async () => JSON.stringify(await ask(await open()))).not.toContain("levitan");
});
