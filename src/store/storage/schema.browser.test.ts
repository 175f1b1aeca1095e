import { Dexie } from "dexie";
import { afterEach, describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { openIndexedDbStorage } from "./indexeddb-storage.ts";
import { createLogEngine } from "../worker/log-engine.ts";
import { defaultLogLimits } from "../log-store.ts";

afterEach(async () => {
  for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name!);
});

async function openEngine(name: string) {
  const storage = await openIndexedDbStorage(name, { limits: defaultLogLimits, durability: "relaxed" });
  return createLogEngine(storage, () => undefined, { sealAtBytes: 40_000 });
}

/** Copies a log into a database of version 1: without rollups. */
async function asVersionOne(from: string, to: string): Promise<void> {
  const present = await new Dexie(from).open();
  const old = new Dexie(to);
  old.version(1).stores({ state: "", rows: "", blocks: "[file+firstLine]", columns: "" });
  await old.open();
  const copied: [table: string, key: number | string, value: unknown][] = [];
  for (const { name } of old.tables) {
    // Only segments (`blocks`) have their key inside the value.
    if (name === "blocks") await old.table(name).bulkAdd(await present.table(name).toArray());
    else await present.table(name).each((value, { primaryKey }) => copied.push([name, primaryKey as number, value]));
  }
  for (const [name, key, value] of copied) await old.table(name).add(value, key);
  present.close();
  old.close();
}

/** Version and tables of a database. */
async function tablesOf(name: string): Promise<unknown> {
  const database = await new Dexie(name).open();
  const { version, objectStoreNames } = database.backendDB();
  const transaction = database.backendDB().transaction([...objectStoreNames]);
  const tables = [...objectStoreNames].map((table) => transaction.objectStore(table));
  const shapes = tables.map(({ name, keyPath, autoIncrement, indexNames }) => [
    name,
    keyPath,
    autoIncrement,
    [...indexNames],
  ]);
  database.close();
  return { version, shapes };
}

describe("a new log", () => {
  it("has the version and the tables that Dexie makes when it upgrades one", async () => {
    (await openEngine("new")).close();
    const first = new Dexie("first");
    first.version(1).stores({ state: "", rows: "", blocks: "[file+firstLine]", columns: "" });
    (await first.open()).close();
    (await openEngine("first")).close();
    expect(await tablesOf("new")).toEqual(await tablesOf("first"));
  });
});

describe("a log of version 1", () => {
  it("opens with everything in it, and its calls are counted", async () => {
    const events = [...generateEvents(1_500)];
    const engine = await openEngine("present");
    for (let batch = 1; batch <= 15; batch++) {
      engine.append({ writer: "w", batch, events: events.slice((batch - 1) * 100, batch * 100) });
      await engine.flush();
    }
    const expected = await engine.summarize({});
    const lines = await (await engine.exportPart("tts_structured.jsonl", 0)).text();
    engine.close();
    await asVersionOne("present", "old");

    const upgraded = await openEngine("old");
    expect(await upgraded.summarize({})).toEqual(expected);
    expect(await (await upgraded.exportPart("tts_structured.jsonl", 0)).text()).toBe(lines);
    upgraded.append({ writer: "w", batch: 16, events });
    await upgraded.flush();
    expect((await upgraded.summarize({})).events).toBe(expected.events * 2);
    upgraded.close();
  });
});
