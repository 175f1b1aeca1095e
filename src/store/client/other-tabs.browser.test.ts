import { Dexie } from "dexie";
import { afterEach, describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import type { LogStore } from "../log-store.ts";
import { openRemoteStore } from "./remote-store.ts";

const stores: LogStore[] = [];

function open(log: string, settings = {}): LogStore {
  const createWorker = () => new Worker(new URL("../../log-worker.ts", import.meta.url), { type: "module" });
  const store = openRemoteStore(createWorker, { log, settings });
  stores.push(store);
  return store;
}

async function append(store: LogStore, count: number, seed: number): Promise<void> {
  for (const event of generateEvents(count, seed)) store.append(event);
  await store.flush();
}

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name!);
});

describe("a log that several tabs share", () => {
  it("keeps every event of both, each in its own order, and no file over its limit", async () => {
    const limits = {
      "tts_utility.log": { maxBytes: 300_000, backups: 5 },
      "tts_errors.log": { maxBytes: 50_000, backups: 3 },
      "tts_structured.jsonl": { maxBytes: 400_000, backups: 50 },
    };
    const [one, two] = [open("both", { limits }), open("both", { limits })];
    const rounds = [...Array(40).keys()];
    await Promise.all([
      (async () => {
        for (const round of rounds) await append(one, 100, 100 + round);
      })(),
      (async () => {
        for (const round of rounds) await append(two, 100, 500 + round);
      })(),
    ]);
    const page = await one.query({}, { limit: 100_000 });
    const written = rounds.flatMap((round) => [100 + round, 500 + round]);
    expect(page.total).toBe(
      written.flatMap((seed) => [...generateEvents(100, seed)]).filter(({ level }) => level !== "DEBUG").length,
    );
    for (const seed of written) {
      const session = page.rows.map(({ event }) => event).filter(({ session_id }) => session_id === `session-${seed}`);
      const seqs = session.map(({ seq }) => seq).reverse();
      expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
    }
    for (const part of await two.parts()) expect(part.sizeBytes).toBeLessThanOrEqual(limits[part.file].maxBytes);
  });

  it("closes the database for a newer version of the program at once and continues in memory, visibly", async () => {
    const old = open("upgrade");
    await append(old, 100, 1);
    const newer = new Dexie("upgrade");
    newer.version(3).stores({ state: "", rows: "", blocks: "[file+firstLine]", columns: "", cells: "", added: "" });
    await newer.open();
    await append(old, 100, 2);
    expect(await old.getLogStats()).toMatchObject({ storage: "memory" });
    expect((await old.getLogStats()).storageProblem).toContain("VersionError");
    expect((await old.query({}, { limit: 1 })).rows[0]!.event.session_id).toBe("session-2");
    newer.close();
  });

  it("begins a new log when the database is deleted", async () => {
    const store = open("deleted");
    await append(store, 100, 1);
    await new Promise((resolve) => (indexedDB.deleteDatabase("deleted").onsuccess = resolve));
    await append(store, 50, 2);
    const page = await store.query({}, { limit: 1_000 });
    expect(new Set(page.rows.map(({ event }) => event.session_id))).toEqual(new Set(["session-2"]));
    expect(await store.getLogStats()).toMatchObject({ storage: "indexeddb" });
  });

  it("clears for all tabs and leaves an event that says so", async () => {
    const [here, there] = [open("clear"), open("clear")];
    await append(here, 5_000, 1);
    const { total } = await there.query({}, { limit: 1 });
    await here.clear();
    const page = await there.query({}, { limit: 10 });
    expect(page.rows.map(({ event }) => [event.event, event.data])).toEqual([
      ["system_audit_deletion", { what: "log", deleted: total }],
    ]);
    await append(there, 10, 2);
    expect((await here.query({}, { limit: 1 })).rows[0]!.position).toBeGreaterThan(page.rows[0]!.position);
  });
});
