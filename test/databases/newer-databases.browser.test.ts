import { afterEach, describe, expect, it } from "vitest";
import { isNewerDatabase, onNewerDatabase } from "../../src/basics/newer-database.ts";
import { openCallInputs } from "../../src/local-archive/call-inputs.ts";
import { openLocalArchive } from "../../src/local-archive/local-archive.ts";
import { openStoredRecordings } from "../../src/local-archive/stored-recordings.ts";
import { openSynthesisHistory } from "../../src/local-archive/synthesis-history.ts";
import { openVoicePreviews } from "../../src/local-archive/voice-previews.ts";
import { openVoiceRegistry } from "../../src/local-archive/voice-registry.ts";
import { openShippingStore } from "../../src/shipping/shipping-store.ts";
import { writeWav } from "../../src/audio/wav.ts";
import { openPageLog, platform } from "./contents.ts";

// What a version to come left in a browser, met by this one, which must leave it alone.

const unlimited = { maxBytes: () => Infinity };
const wav = writeWav(new Uint8Array(320), { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 });

/** Every database but the log's, by its name: it is opened and used as a page does it. */
const uses: Record<string, () => Promise<unknown>> = {
  "audiokit-archive": () => openLocalArchive(unlimited).saveAudio({ fileName: "a.wav", wav }),
  "audiokit-live": () => openStoredRecordings().list(),
  "audiokit-spoken": () => openSynthesisHistory().add({ order: {}, seconds: 1, wav }),
  "audiokit-voices": () => openVoiceRegistry().list(platform),
  "audiokit-voice-previews": () => openVoicePreviews().list(platform),
  "audiokit-inputs": () => openCallInputs(unlimited).usage(),
  "audiokit-shipping": () => openShippingStore(),
};

let ignore: (() => void) | undefined;
afterEach(async () => {
  ignore?.();
  for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name!);
});

/** Opens, or makes, a database of a version to come, with a line in it and none of the tables of this version. */
async function openNewer(name: string): Promise<IDBDatabase> {
  const opening = indexedDB.open(name, 1_000);
  opening.onupgradeneeded = () => opening.result.createObjectStore("lines").add("a line", 1);
  await new Promise((resolve) => (opening.onsuccess = resolve));
  return opening.result;
}

async function expectUnchanged(name: string): Promise<void> {
  const database = await openNewer(name);
  expect([database.version, ...database.objectStoreNames]).toEqual([1_000, "lines"]);
  const reading = database.transaction("lines").objectStore("lines").getAll();
  await new Promise((resolve) => (reading.onsuccess = resolve));
  expect(reading.result).toEqual(["a line"]);
  database.close();
}

/** Names of the databases that are refused from now on. */
function refusals(): string[] {
  const names: string[] = [];
  ignore = onNewerDatabase((name) => names.push(name));
  return names;
}

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe("a database of a newer version", () => {
  it.each(Object.keys(uses))("%s is refused at every use, is named, and stays as it was", async (name) => {
    (await openNewer(name)).close();
    const refused = refusals();
    expect(isNewerDatabase(await failureOf(uses[name]!()))).toBe(true);
    expect(isNewerDatabase(await failureOf(uses[name]!()))).toBe(true);
    expect(new Set(refused)).toEqual(new Set([name]));
    await expectUnchanged(name);
  });

  it("is found among all that a page of this version makes", async () => {
    for (const use of Object.values(uses)) await use();
    const made = (await indexedDB.databases()).map(({ name }) => name!);
    expect(made.sort()).toEqual(Object.keys(uses).sort());
  });

  it("is no list of imported logs, and no imported log, for this one", async () => {
    const refused = refusals();
    const list = "audiokit-log-sets";
    (await openNewer(list)).close();
    let store = openPageLog();
    expect(await failureOf(store.sets.list())).toMatchObject({ name: "VersionError" });
    expect(refused).toEqual([list]);
    await store.close();
    await expectUnchanged(list);

    const id = crypto.randomUUID();
    indexedDB.deleteDatabase(list);
    const listing = indexedDB.open(list, 10);
    listing.onupgradeneeded = () =>
      listing.result
        .createObjectStore("sets", { keyPath: "id" })
        .add({ id, name: "a log", tag: "", importedAtMs: 0, files: [] });
    await new Promise((resolve) => (listing.onsuccess = resolve));
    listing.result.close();
    (await openNewer(`audiokit-log-set-${id}`)).close();
    store = openPageLog();
    expect(await store.sets.list()).toHaveLength(1);
    expect(await failureOf(store.sets.open(id).getLogStats())).toMatchObject({ name: "VersionError" });
    expect(refused).toEqual([list, list]);
    await store.close();
    await expectUnchanged(`audiokit-log-set-${id}`);
  });
});
