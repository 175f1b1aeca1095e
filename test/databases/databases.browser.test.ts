import { afterEach, describe, expect, it } from "vitest";
import { openSettings } from "../../src/settings/settings-store.ts";
import { generateEvents } from "../support/generate-events.ts";
import { archiveContents, logContents, openPageLog } from "./contents.ts";
import { dumpDatabase, restoreDatabase, type BrowserDump } from "./dump-database.ts";
import type { Contents } from "./write-page.ts";

// What an older version of the program left in a browser, opened by this one: test/fixtures/databases/README.md.

const packed = import.meta.glob<string>("../fixtures/databases/*/databases.bin", {
  query: "?url",
  import: "default",
  eager: true,
});
const written = import.meta.glob<Contents>("../fixtures/databases/*/contents.json", { import: "default", eager: true });
const fixtures = Object.keys(written).map((path) => {
  const name = path.split("/").at(-2)!;
  return { name, contents: written[path]!, url: packed[path.replace("contents.json", "databases.bin")]! };
});

async function unpack(url: string): Promise<BrowserDump> {
  const { body } = await fetch(url);
  return (await new Response(body!.pipeThrough(new DecompressionStream("gzip"))).json()) as BrowserDump;
}

async function restore(url: string): Promise<BrowserDump> {
  const dump = await unpack(url);
  for (const database of dump.databases) await restoreDatabase(database);
  return dump;
}

afterEach(async () => {
  for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name!);
  localStorage.clear();
});

it("there are databases of older versions to open", () => {
  expect(fixtures.map(({ name }) => name)).toEqual(expect.arrayContaining(["96f7ccb", "6ee054ba", "5ad7dac0"]));
});

// Later versions seal it when the log is closed, as it was before these were written down.
it.each(["96f7ccb", "6ee054ba"])("the databases of %s have an unsealed tail", async (version) => {
  const { databases } = await unpack(fixtures.find(({ name }) => name === version)!.url);
  const rows = databases.find(({ name }) => name === "audiokit-log")!.stores.find(({ name }) => name === "rows")!;
  expect(rows.records.length).toBeGreaterThan(1);
});

describe.each(fixtures)("the databases that $name wrote", ({ contents, url }) => {
  it("are restored as they were, bytes, schemas and versions", async () => {
    const { databases } = await restore(url);
    for (const database of databases) expect(await dumpDatabase(database.name)).toEqual(database);
  });

  it("hold what an upgrade could lose: sealed segments, backups, gaps, an imported log", async () => {
    const { databases } = await unpack(url);
    const log = databases.find(({ name }) => name === "audiokit-log")!;
    const records = Object.fromEntries(log.stores.map((store) => [store.name, store.records.length]));
    const { live, imported } = contents.log;
    expect(records["blocks"]).toBeGreaterThan(2);
    expect(Math.max(...live.parts.map(({ backup }) => backup))).toBeGreaterThan(1);
    expect(live.stats.gaps).toBeGreaterThan(0);
    expect(imported).toHaveLength(1);
  });

  it("give every event of the log and of the imported one, counted from lines and from columns", async () => {
    await restore(url);
    const { live, imported } = await logContents();
    const structured = live.parts.filter(({ file }) => file === "tts_structured.jsonl");
    expect(structured.reduce((sum, { lines }) => sum + lines, 0)).toBe(contents.log.live.rows);
    expect({ live, imported }).toMatchObject(contents.log);
    // Rollups of earlier versions do not hold the levels.
    const levels = live.summary.levels.map(({ level, count }) => [level, count]);
    expect(Object.fromEntries(levels)).toEqual(contents.log.live.stats.byLevel);
  });

  it("give every file of the log byte for byte", async () => {
    await restore(url);
    const { live, imported } = await logContents();
    expect(live.parts).toEqual(contents.log.live.parts);
    expect(imported.map(({ log }) => log.parts)).toEqual(contents.log.imported.map(({ log }) => log.parts));
  });

  it("begin a chain over the sealed lines, by which the log is whole", async () => {
    await restore(url);
    const store = openPageLog();
    const { verdict, files, start } = await store.verify();
    await store.close();
    expect([verdict, start?.is]).toEqual(["whole", "start"]);
    const known = files.reduce((sum, { unchanged, uncovered }) => sum + unchanged + uncovered, 0);
    expect(known).toBe(contents.log.live.rows);
    expect(files.reduce((sum, { unchanged }) => sum + unchanged, 0)).toBeGreaterThan(100);
  });

  it("take new events behind the old ones", async () => {
    await restore(url);
    const store = openPageLog();
    const fresh = [...generateEvents(50, 99)];
    for (const event of fresh) store.append(event);
    await store.flush();
    const { events } = await store.getLogStats();
    const [oldest] = (await store.query({}, { limit: 1_000_000 })).rows.slice(-1);
    await store.close();
    expect(events).toBe(contents.log.live.rows + fresh.filter(({ level }) => level !== "DEBUG").length);
    expect(JSON.stringify(oldest!.event)).toBe(
      contents.log.live.parts.findLast(({ file }) => file === "tts_structured.jsonl")!.first,
    );
  });

  it("give the events that a page left unacknowledged, once", async () => {
    const { localStorage: left } = await restore(url);
    Object.assign(localStorage, left);
    const expected = contents.log.live.rows + contents.unacknowledged.filter(({ level }) => level !== "DEBUG").length;
    const count = async () => {
      const store = openPageLog();
      await expect.poll(async () => (await store.getLogStats()).events).toBe(expected);
      const { rows } = await store.query({}, { limit: 3 });
      await store.close();
      return rows.map(({ event }) => event.request_id);
    };
    const found = await count();
    expect(found.toReversed()).toEqual(contents.unacknowledged.map(({ request_id }) => request_id));
    expect(await count()).toEqual(found);
  });

  it("give every sound, transcript and mark, recording, spoken text, voice and preview, input and position", async () => {
    await restore(url);
    // Earlier versions had neither previews nor inputs, and shipped nothing.
    const none = { previews: [], inputs: null, shipped: null };
    expect(await archiveContents()).toEqual({ ...none, ...contents.archive });
  });

  it("give the settings that were chosen", async () => {
    Object.assign(localStorage, (await unpack(url)).localStorage);
    const settings = openSettings();
    expect(settings.current).toMatchObject(contents.settings);
    settings.close();
  });
});
