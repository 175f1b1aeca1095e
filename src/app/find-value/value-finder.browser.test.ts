import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { createValueRemoval } from "../../basics/value-removal.ts";
import { openLocalArchive } from "../../local-archive/local-archive.ts";
import { openStoredRecordings } from "../../local-archive/stored-recordings.ts";
import { openSynthesisHistory } from "../../local-archive/synthesis-history.ts";
import { openVoiceRegistry } from "../../local-archive/voice-registry.ts";
import { createLogger } from "../../logging/logger.ts";
import { openSettings } from "../../settings/settings-store.ts";
import { openRemoteStore } from "../../store/client/remote-store.ts";
import type { LogStore } from "../../store/log-store.ts";
import { pcmBytes, writeWav } from "../../audio/wav.ts";
import { createValueFinder } from "./value-finder.ts";

const secret = "Ключ+от/всего=да&нет%2F1";
const removal = createValueRemoval(secret, "[redacted]");
const bytes = new TextEncoder().encode(secret);
/** As other programs write it. */
const forms: Record<string, string> = {
  plain: secret,
  form: new URLSearchParams({ secret }).toString(),
  uri: encodeURIComponent(secret),
  json: JSON.stringify({ secret }),
  asciiJson: JSON.stringify({ secret }).replaceAll(/[^ -~]/g, (one) => `\\u0${one.charCodeAt(0).toString(16)}`),
  base64: bytes.toBase64(),
  offset1: new TextEncoder().encode(`a${secret}`).toBase64(),
  offset2: new TextEncoder().encode(`ab${secret}`).toBase64(),
  base64url: bytes.toBase64({ alphabet: "base64url" }),
  hex: bytes.toHex(),
};
/** All forms in one text, each a match of its own. */
const all = Object.values(forms).join(" | ");
const formCount = Object.keys(forms).length;

let store: LogStore;
const closing: { close(): unknown }[] = [];

beforeEach(() => {
  store = openRemoteStore(() => new Worker(new URL("../../log-worker.ts", import.meta.url), { type: "module" }));
});

afterEach(async () => {
  for (const one of closing.splice(0)) one.close();
  await store.close();
  for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name!);
  localStorage.clear();
});

const logger = () => createLogger({ sink: store, level: "ERROR", sessionId: "session-of-the-test" });
const finderOf = () => createValueFinder({ store, logger: logger() });

/** Everything stored, as one text. */
async function rawText(): Promise<string> {
  const told = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
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

/** A value in every place in which the page keeps text, in every form. */
async function fillEverything() {
  for (const event of generateEvents(6_000)) store.append(event);
  for (const [name, text] of Object.entries(forms)) {
    store.append({ ...[...generateEvents(1)][0]!, level: "ERROR", message: `as ${name}: ${text}` });
  }
  await store.flush();
  const line = JSON.stringify({ ...[...generateEvents(1)][0]!, level: "INFO", message: all });
  await store.sets.import([new File([`${line}\n`], "a.jsonl")], { name: "imported" });

  const archive = openLocalArchive({ maxBytes: () => Infinity });
  const sound = { coding: "pcm16", sampleRateHz: 8_000, channelCount: 1 } as const;
  const wav = writeWav(new Uint8Array(pcmBytes(new Int16Array(800))), sound);
  const audioId = await archive.saveAudio({ fileName: "a.wav", wav, metadata: { source: "synthesis", note: all } });
  await archive.saveTranscript({ audioId, text: all, language: "ru", confidenceScores: [0.5] });
  const history = openSynthesisHistory<object>();
  await history.add({ order: { text: all, voice: "borisova" }, seconds: 1, wav });
  const voices = openVoiceRegistry();
  const voice = { id: "v1", platform: "https://a.example", description: "", status: "ready", startedAtMs: 1 } as const;
  await voices.keep({ ...voice, name: all });
  const recordings = openStoredRecordings();
  const fail = () => expect.unreachable();
  const growing = await recordings.begin({ sampleRateHz: 8_000, language: "ru", model: "" }, fail);
  growing.append(new Uint8Array(1_600));
  growing.note({ transcript: all });
  await growing.end("failed");
  closing.push(archive, history, voices, recordings);
  localStorage.setItem("audiokit-models https://a.example", JSON.stringify({ tts: [{ key: all }] }));
  localStorage.setItem("audiokit-note", all);
  localStorage.setItem("other-program", secret);
  return { archive, history, voices, recordings, audioId };
}

describe("createValueFinder", () => {
  it("finds a value in every form in every place, removes it, and a raw scan of all storage finds none", async () => {
    const { archive, history, voices, recordings, audioId } = await fillEverything();
    const finder = finderOf();
    const before = await store.parts();
    const found = await finder.find(secret);
    const [live, imported] = found.logs;
    const inFiles = (file: string) => live!.parts.find((part) => part.file === file);
    for (const file of ["tts_utility.log", "tts_errors.log", "tts_structured.jsonl"]) {
      expect(inFiles(file)).toEqual({ file, backup: 0, lines: formCount, occurrences: formCount });
    }
    expect(imported!.parts).toMatchObject([{ lines: 1, occurrences: formCount }]);
    expect(found.tables.map(({ table, records, occurrences }) => [table, records, occurrences]).sort()).toEqual([
      ["audios", 1, formCount],
      ["recordings", 1, formCount],
      ["texts", 1, formCount],
      ["transcripts", 1, formCount],
      ["voices", 1, formCount],
    ]);
    expect(found.localStorage).toEqual({ keys: 2, occurrences: 2 * formCount });
    expect(await store.parts()).toEqual(before);

    const removed = await finder.remove(secret);
    expect(removed).toEqual(found);
    localStorage.removeItem("other-program");
    expect(removal.has(await rawText())).toBe(false);
    expect((await finder.find(secret)).occurrences).toBe(0);
    for (const { file, lines } of before) {
      const after = (await store.parts()).find((part) => part.file === file)!;
      // The audit event stands in the two files of its level.
      expect([file, after.lines]).toEqual([file, lines + (file === "tts_errors.log" ? 0 : 1)]);
      expect((await store.exportPart(file, 0)).size).toBe(after.sizeBytes);
    }

    expect((await archive.get(audioId)).transcripts[0]!.confidenceScores).toEqual([0.5]);
    expect((await archive.sound(audioId)).size).toBe((await archive.get(audioId)).audio.sizeBytes);
    expect((await history.list())[0]!.order).toMatchObject({ voice: "borisova" });
    expect((await voices.list("https://a.example"))[0]!.name).toMatch(/^\[redacted\] \| .*\[redacted\]$/);
    expect((await recordings.list())[0]).toMatchObject({ outcome: "failed", sizeBytes: 1_600 });
  });

  it("logs what was removed from where, at every level and without the value; a search is not logged", async () => {
    await fillEverything();
    const finder = finderOf();
    const counted = async () => (await store.getLogStats()).events;
    const before = await counted();
    await finder.find(secret);
    expect(await counted()).toBe(before);
    const { occurrences } = await finder.remove(secret);
    const { rows } = await store.query({ events: ["system_audit_value_removed"] }, { limit: 10 });
    expect(rows).toHaveLength(1);
    expect(rows[0]!.event.data).toMatchObject({
      occurrences,
      complete: true,
      logs: [{ log: "live", files: [{}, {}, {}] }, { files: [{ file: "tts_structured.jsonl", lines: 1 }] }],
      local_storage: { keys: 2 },
    });
    expect(removal.has(JSON.stringify(rows))).toBe(false);
    expect(await counted()).toBe(before + 1);
  });

  it("takes it out of the settings in a way that no tab writes it back", async () => {
    const settings = openSettings();
    closing.push(settings);
    settings.update({ access: { ...settings.current.access, metadata: { "x-key": secret } } });
    await finderOf().remove(secret);
    expect(settings.current.access.metadata).toEqual({ "x-key": "[redacted]" });
    settings.update({ language: "ru" });
    expect(await rawText()).not.toContain(secret);
  });

  it("finds what a page that is gone had not seen acknowledged", async () => {
    const [event] = [...generateEvents(1)];
    const batches = [{ batch: 1, events: [{ ...event, level: "INFO", message: all }] }];
    localStorage.setItem(`audiokit-log:last-words:${crypto.randomUUID()}`, JSON.stringify(batches));
    expect((await finderOf().find(secret)).occurrences).toBeGreaterThanOrEqual(formCount);
    await finderOf().remove(secret);
    expect(removal.has(await rawText())).toBe(false);
    expect((await store.query({}, { limit: 10 })).rows.map((row) => row.event.event)).toContain(event!.event);
  });

  it("refuses what is too short and what stands for a removed value", () => {
    const finder = finderOf();
    expect(["abc", "redacted", "[redacted]", "abcd"].map(finder.problemOf)).toEqual([
      "short",
      "mark",
      "mark",
      undefined,
    ]);
  });

  it("keeps the names of files and logs in the audit event free of the value, too", async () => {
    store.append({ ...[...generateEvents(1)][0]!, message: "tts_structured" });
    await finderOf().remove("tts_structured");
    const { rows } = await store.query({ events: ["system_audit_value_removed"] }, { limit: 10 });
    expect(JSON.stringify(rows[0])).not.toContain("tts_structured");
    expect(JSON.stringify(rows[0])).toContain("[redacted].jsonl");
  });

  it("ends a removal that is cancelled and says in the log that it is not complete", async () => {
    await fillEverything();
    // So much that a busy page can still cancel it.
    for (let from = 0; from < 4; from++) {
      for (const event of generateEvents(10_000, (from + 1) * 10_000)) store.append(event);
      await store.flush();
    }
    const abort = new AbortController();
    const { complete } = await finderOf().remove(secret, { signal: abort.signal, onProgress: () => abort.abort() });
    expect(complete).toBe(false);
    const { rows } = await store.query({ events: ["system_audit_value_removed"] }, { limit: 10 });
    expect(rows[0]!.event.data).toMatchObject({ complete: false });
  });
});
