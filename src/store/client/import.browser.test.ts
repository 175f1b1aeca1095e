import { afterEach, beforeEach, describe, expect, it } from "vitest";
import prototypeLog from "../../../test/fixtures/prototype/tts_structured.jsonl?raw";
import { generateEvents } from "../../../test/support/generate-events.ts";
import { renderJsonLine, renderTextLine } from "../../logging/render-line.ts";
import type { ImportedEvent, LogEvent } from "../../logging/log-event.ts";
import type { ImportProgress, LogStore } from "../log-store.ts";
import { openRemoteStore } from "./remote-store.ts";

let store: LogStore;

beforeEach(() => {
  const createWorker = () => new Worker(new URL("../../log-worker.ts", import.meta.url), { type: "module" });
  store = openRemoteStore(createWorker, { log: "import" });
});

afterEach(async () => {
  await store.close();
  for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name!);
});

const jsonl = (events: LogEvent[]) => events.map((event) => renderJsonLine(event) + "\n").join("");
const events = [...generateEvents(8_000)];

async function gzipped(content: string, name: string): Promise<File> {
  const packed = new Response(new Blob([content]).stream().pipeThrough(new CompressionStream("gzip")));
  return new File([await packed.blob()], name);
}

describe("an imported log", () => {
  it("holds exactly the events of the export it came from, and exports the same bytes", async () => {
    for (const event of events) store.append(event);
    await store.flush();
    const exported = await store.exportPart("tts_structured.jsonl", 0);
    const set = await store.sets.import([new File([exported], "tts_structured.jsonl")], { name: "mine" });
    const reader = store.sets.open(set.id);
    expect(await (await reader.exportPart("tts_structured.jsonl", 0)).text()).toBe(await exported.text());
    const [live, imported] = await Promise.all([store.query({}, { limit: 1e5 }), reader.query({}, { limit: 1e5 })]);
    expect(imported).toEqual(live);
    expect((await reader.getLogStats()).byLevel).toEqual((await store.getLogStats()).byLevel);
  });

  it("merges files by time, compressed or not, and reports the lines and time span of each", async () => {
    const files = [
      new File([jsonl(events.slice(5_000))], "tts_structured.jsonl"),
      await gzipped(jsonl(events.slice(2_000, 5_000)), "tts_structured.jsonl.1.gz"),
      new File([jsonl(events.slice(0, 2_000))], "tts_structured.jsonl.2"),
    ];
    const progress: ImportProgress[] = [];
    const set = await store.sets.import(files, {
      name: "parts",
      tag: "T-1",
      onProgress: (now) => void progress.push(now),
    });
    const { rows } = await store.sets.open(set.id).query({}, { limit: 10_000 });
    expect(rows.map(({ event }) => event)).toEqual(events.toReversed());
    expect(set.files.map(({ lines }) => lines)).toEqual([3_000, 3_000, 2_000]);
    expect(set.files[2]!.firstMs).toBe(Date.parse(events[0]!.timestamp));
    expect(progress.at(-1)!.totalBytes).toBe(files.reduce((sum, { size }) => sum + size, 0));
    expect(progress.length).toBeGreaterThan(1);
  });

  it("is made of several others and the live log, each line with its source, and they stay", async () => {
    const [page, gateway, live] = [events.slice(0, 1_000), events.slice(1_000, 1_500), events.slice(1_500, 1_600)];
    for (const event of live) store.append(event);
    await store.flush();
    const snapshot = new File([await store.exportPart("tts_structured.jsonl", 0)], "tts_structured.jsonl");
    const a = await store.sets.import([new File([jsonl(page)], "a.jsonl")], { name: "page" });
    const b = await store.sets.import([new File([jsonl(gateway)], "b.jsonl")], { name: "gateway" });
    const combine = (ids: string[]) =>
      store.sets.combine(ids, { name: "all", tag: "T-1", beside: { name: "live", files: [snapshot] } });
    const all = await combine([a.id, b.id]);
    expect(all).toMatchObject({ name: "all", tag: "T-1", fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) });
    expect(all.files.map(({ name, log }) => [name, log])).toEqual([
      ["a.jsonl", "page"],
      ["b.jsonl", "gateway"],
      ["tts_structured.jsonl", "live"],
    ]);
    const { rows } = await store.sets.open(all.id).query({}, { limit: 10_000 });
    const counted = Object.groupBy(rows, ({ event }) => (event as ImportedEvent).source!);
    const stored = (some: LogEvent[]) => some.filter(({ level }) => level !== "DEBUG").length;
    expect(Object.fromEntries(Object.entries(counted).map(([name, some]) => [name, some!.length]))).toEqual({
      page: page.length,
      gateway: gateway.length,
      live: stored(live),
    });
    expect((await combine([b.id, a.id])).fingerprint).toBe(all.fingerprint);
    expect((await store.sets.list()).map(({ name }) => name).toSorted()).toEqual(["all", "all", "gateway", "page"]);
    const stopped = new AbortController();
    stopped.abort();
    await expect(store.sets.combine([a.id, b.id], { name: "none" }, stopped.signal)).rejects.toThrow();
    await expect(store.sets.combine([a.id, "gone"], { name: "none" })).rejects.toThrow("there is no imported log gone");
    expect(await store.sets.list()).toHaveLength(4);
  });

  it("is renamed, tagged and removed without a trace, and never mixes with the live log", async () => {
    const set = await store.sets.import([new File([jsonl(events.slice(0, 10))], "a.jsonl")], { name: "a" });
    expect((await store.query({}, { limit: 1 })).total).toBe(0);
    await store.sets.label(set.id, { name: "b", tag: "customer" });
    expect(await store.sets.list()).toMatchObject([{ id: set.id, name: "b", tag: "customer" }]);
    await store.sets.remove(set.id);
    expect(await store.sets.list()).toEqual([]);
    expect((await indexedDB.databases()).filter(({ name }) => name!.includes("import-set-"))).toEqual([]);
    await expect(store.sets.open(set.id).query({}, { limit: 1 })).rejects.toThrow(`there is no imported log ${set.id}`);
  });

  it("counts the calls of the Python prototype by service, and preserves the content of their lines", async () => {
    const file = new File([prototypeLog], "tts_structured.jsonl");
    const set = await store.sets.import([file], { name: "prototype" });
    expect(set.files).toMatchObject([{ lines: 44, brokenLines: 0 }]);
    const reader = store.sets.open(set.id);
    const { services, operations } = await reader.summarize({});
    expect(services.map(({ service, calls, successes, errors }) => [service, calls, successes, errors])).toEqual([
      ["ASR", 2, 2, 0],
      ["AudioArchive", 1, 1, 0],
      ["Models", 1, 1, 0],
      ["TTS", 3, 2, 1],
      ["VoiceCloning", 1, 0, 1],
    ]);
    expect(operations.map(({ service, operation }) => `${service} ${operation}`)).toEqual([
      "ASR Recognize",
      "ASR StreamRecognize",
      "AudioArchive SaveAudio",
      "Models GetTTSModels",
      "TTS ",
      "VoiceCloning Clone",
    ]);
    const asked = { services: ["ASR"], operations: ["Recognize"], events: ["request_start"] };
    const [row] = (await reader.query(asked, { limit: 10 })).rows;
    expect(row!.event.request_data).toMatchObject({ audio_file: "call.wav", service: "ASR_Recognize" });

    // The stored lines are in our own format: exported and imported again, they are the same byte for byte.
    const exported = await reader.exportPart("tts_structured.jsonl", 0);
    const again = await store.sets.import([new File([exported], "again.jsonl")], { name: "again" });
    const exportedAgain = await store.sets.open(again.id).exportPart("tts_structured.jsonl", 0);
    expect(await exportedAgain.text()).toBe(await exported.text());
  });

  it("is listed before those that were imported earlier", async () => {
    const names = ["first", "second", "third", "fourth"];
    for (const name of names) {
      await store.sets.import([new File([jsonl(events.slice(0, 2))], "a.jsonl")], { name });
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    expect((await store.sets.list()).map(({ name }) => name)).toEqual(names.toReversed());
  });

  it("stores broken lines among the good ones", async () => {
    const text = [
      renderTextLine(events[0]!),
      "Traceback (most recent call last):",
      '{"broken',
      jsonl([events[1]!]),
    ].join("\n");
    const set = await store.sets.import([new File([text], "mixed.log")], { name: "mixed" });
    // The traceback belongs to the line above it.
    expect(set.files).toMatchObject([{ lines: 3, brokenLines: 1, encoding: "utf-8", problems: [{ line: 3 }] }]);
    const reader = store.sets.open(set.id);
    const { rows } = await reader.query({ events: ["import_broken_line"] }, { limit: 10 });
    expect(rows.map(({ event }) => [event.seq, event.message])).toEqual([[3, '{"broken']]);
    expect(await (await reader.exportOriginal(0)).text()).toBe(`${text.trimEnd()}\n`);
  });

  it("stores a million lines of which nothing is understood", async () => {
    const set = await store.sets.import([new File(["bad\n".repeat(1_000_000)], "bad.log")], { name: "bad" });
    expect(set.files).toMatchObject([{ lines: 1_000_000, timelessLines: 1_000_000 }]);
    expect((await store.sets.open(set.id).query({}, { limit: 1 })).total).toBe(1_000_000);
  });

  it("leaves nothing when it is cancelled, and the next one works", async () => {
    const abort = new AbortController();
    const file = new File([jsonl([...generateEvents(30_000)])], "long.jsonl");
    const importing = store.sets.import([file], { name: "long", onProgress: () => abort.abort() }, abort.signal);
    await expect(importing).rejects.toMatchObject({ name: "AbortError" });
    const set = await store.sets.import([new File([jsonl(events.slice(0, 5))], "a.jsonl")], { name: "a" });
    expect((await store.sets.list()).map(({ id }) => id)).toEqual([set.id]);
    expect((await indexedDB.databases()).filter(({ name }) => name!.includes("import-set-"))).toHaveLength(1);
  });

  it("names the file that is no log", async () => {
    await expect(store.sets.import([new File([], "empty")], { name: "e" })).rejects.toMatchObject({
      name: "LogImportError",
      kind: "empty",
    });
    const damaged = new File([Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff, 2, 3)], "damaged.gz");
    await expect(store.sets.import([damaged], { name: "d" })).rejects.toMatchObject({
      kind: "unreadable",
      message: expect.stringMatching(/^damaged\.gz: /) as string,
    });
    expect(await store.sets.list()).toEqual([]);
    const good = new File([jsonl(events.slice(0, 10))], "good.jsonl");
    const picture = new File([Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0)], "shot.png");
    const set = await store.sets.import([damaged, picture, good], { name: "d" });
    expect(set.files).toMatchObject([{ name: "damaged.gz", lines: 0, notes: [{ bytes: 0 }] }, { lines: 10 }]);
    expect(set.skipped).toMatchObject([{ name: "shot.png", what: "the file is a PNG image" }]);
  });

  it("is read again with another zone from its own records, without the files, and then shown so everywhere", async () => {
    const line = "2026-01-05 09:00:00,123 ERROR synthesis failed";
    const set = await store.sets.import([new File([line], "app.log")], { name: "zones" });
    const times = async () =>
      (await store.sets.open(set.id).query({}, { limit: 5 })).rows.map(({ event }) => event.timestamp);
    for (const [zone, time] of [
      ["UTC", "09:00"],
      ["Europe/Moscow", "06:00"],
      ["+05:30", "03:30"],
    ] as const) {
      const again = await store.sets.readAgain(set.id, [{ zone }]);
      expect(again).toMatchObject({
        id: set.id,
        name: "zones",
        files: [{ lines: 1, zonelessLines: 1, choice: { zone } }],
      });
      expect(await times()).toEqual([`2026-01-05T${time}:00.123Z`]);
      expect(await (await store.sets.open(set.id).exportOriginal(0)).text()).toBe(`${line}\n`);
    }
    const databases = async () => (await indexedDB.databases()).filter(({ name }) => name!.includes("import-set-"));
    await expect.poll(databases).toHaveLength(1);
  });

  it("is found by its fingerprint too: the newest of two of the same files", async () => {
    const files = [new File([jsonl(events.slice(0, 10))], "a.jsonl")];
    const first = await store.sets.import(files, { name: "first" });
    const second = await store.sets.import(files, { name: "second" });
    expect(second.fingerprint).toBe(first.fingerprint);
    await store.sets.remove(first.id);
    expect((await store.sets.open(first.fingerprint!).query({}, { limit: 1 })).total).toBe(10);
    await expect(store.sets.open("0123456789abcdef").query({}, { limit: 1 })).rejects.toThrow("no imported log");
  });

  it("is known by its beginning before it is read, and nothing is stored of that", async () => {
    const pino = '{"level":30,"time":1767603600123,"pid":7,"hostname":"h","msg":"up","req":{"id":7}}\n'.repeat(2_000);
    const image = new File([Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a)], "shot.png");
    const { files, skipped } = await store.sets.preview([new File([pino], "server.out"), image]);
    expect(files).toMatchObject([{ name: "server.out", kind: "pino", encoding: "utf-8", brokenLines: 0 }]);
    expect(files[0]!.lines).toBe(Math.floor(65_536 / (pino.length / 2_000)));
    expect(files[0]!.paths).toEqual(["level", "time", "pid", "hostname", "msg", "req.id"]);
    expect(skipped).toEqual([{ name: "shot.png", what: "the file is a PNG image" }]);
    expect(await store.sets.list()).toEqual([]);
  });

  it("is read with the choices that were made before, and a choice can be taken back", async () => {
    const file = new File(["2026-01-05 09:00:00 | INFO | tts_utility | a:1 | hello\n"], "a.log");
    const options = { name: "a", choices: [{ zone: "Asia/Tokyo" }] };
    const log = await store.sets.import([file], options);
    expect(log.files[0]).toMatchObject({ choice: { zone: "Asia/Tokyo" }, firstMs: Date.UTC(2026, 0, 5, 0) });
    const again = await store.sets.readAgain(log.id, [{ zone: undefined, kind: undefined } as object]);
    expect(again.files[0]!.firstMs).toBe(new Date(2026, 0, 5, 9).getTime());
    expect(again.files[0]!.choice?.zone).toBeUndefined();
  });

  it("still says what was left out when it is read again without its files", async () => {
    const lines = jsonl(events.slice(0, 20));
    const files = [new File([lines], "whole.out"), new File([lines.slice(0, lines.indexOf("\n") + 1)], "start.out")];
    const log = await store.sets.import(files, { name: "both" });
    const left = { name: "start.out", lines: 0, repeats: "whole.out" };
    expect(log.files[1]).toMatchObject(left);
    const again = await store.sets.readAgain(log.id, [{ zone: "utc" }]);
    expect(again.files).toMatchObject([{ lines: 20, choice: { zone: "utc" } }, left]);
  });
});
