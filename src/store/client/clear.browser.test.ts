import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import type { LogStore } from "../log-store.ts";
import { openRemoteStore } from "./remote-store.ts";

let store: LogStore;
const workers: Worker[] = [];

beforeEach(() => {
  const createWorker = () => {
    workers.push(new Worker(new URL("../../log-worker.ts", import.meta.url), { type: "module" }));
    return workers.at(-1)!;
  };
  store = openRemoteStore(createWorker, { log: "clear" });
});

afterEach(async () => {
  await store.close();
  for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name!);
});

const [sample] = generateEvents(1);
const pause = () => new Promise((resolve) => setTimeout(resolve));

/** Appends events with rising `seq` without end, as a busy page does; returns the last `seq` so far. */
function keepBusy() {
  let seq = 0;
  const timer = setInterval(() => {
    for (let count = 0; count < 20; count++) {
      store.append({ ...sample!, level: seq % 7 === 0 ? "WARNING" : "INFO", seq: ++seq });
    }
  });
  return { seq: () => seq, [Symbol.dispose]: () => clearInterval(timer) };
}

describe("clear", () => {
  it("deletes exactly what was appended before it, however busy the page is", async () => {
    using page = keepBusy();
    for (let round = 0; round < 5; round++) {
      while ((await store.query({}, { limit: 1 })).total < 200) await pause();
      const before = page.seq();
      await store.clear();
      while (page.seq() < before + 50) await pause();
      await store.flush();
      const { rows } = await store.query({}, { limit: 100_000 });
      const [cleared, ...later] = rows.map(({ event }) => event).reverse();
      expect(cleared).toMatchObject({ event: "system_audit_deletion", seq: before });
      expect(later.map(({ seq }) => seq)).toEqual(later.map((_, index) => before + 1 + index));
      expect(later.length).toBeGreaterThanOrEqual(50);
    }
  });

  it("reports how many events it deleted, those in flight included", async () => {
    for (let seq = 1; seq <= 500; seq++) store.append({ ...sample!, seq });
    await store.clear();
    const { rows, total } = await store.query({}, { limit: 10 });
    expect([total, rows[0]!.event.data]).toEqual([1, { what: "log", deleted: 500 }]);
  });

  it("deletes what is queued for a worker that died", async () => {
    await store.parts();
    workers.at(-1)!.terminate();
    for (let seq = 1; seq <= 10; seq++) store.append({ ...sample!, seq });
    await store.clear();
    await store.flush();
    const { rows } = await store.query({}, { limit: 100 });
    expect(rows.map(({ event }) => event.event)).toEqual(["system_audit_deletion"]);
  });
});
