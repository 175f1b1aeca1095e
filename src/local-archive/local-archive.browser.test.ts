import { unzipSync } from "fflate";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { refuseBlobs } from "../../test/support/refuse-blobs.ts";
import { readWav, writeWav } from "../audio/wav.ts";
import { openLocalArchive, type LocalArchive, type LocalArchiveOptions } from "./local-archive.ts";

const format = { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 } as const;
const wav = (seconds = 1) => writeWav(new Uint8Array(seconds * 32_000), format);

const open: { archive: LocalArchive; name: string }[] = [];
afterEach(() => {
  for (const { archive, name } of open.splice(0)) {
    archive.close();
    indexedDB.deleteDatabase(name);
  }
});

/** An archive of its own, with a clock that ticks and ids that count. */
function setup(options: Partial<LocalArchiveOptions> = {}) {
  const name = `archive-${crypto.randomUUID()}`;
  let now = 1000;
  let ids = 0;
  const all = { name, epochMs: () => now++, newId: () => `id-${String(++ids)}`, maxBytes: () => Infinity, ...options };
  const archive = openLocalArchive(all);
  open.push({ archive, name });
  const reopen = () => {
    archive.close();
    const again = openLocalArchive(all);
    open.push({ archive: again, name });
    return again;
  };
  return { archive, reopen };
}

const enterPageCache = () => dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));

describe("the local archive", () => {
  it("aborts what it is doing when the page enters the back-forward cache, and goes on when it comes back", async () => {
    const { transaction } = IDBDatabase.prototype;
    let begin: () => unknown = () => undefined;
    // Chromium freezes no page in a transaction; this leaves the page as soon as one has begun.
    const begins = vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (
      this: IDBDatabase,
      ...words
    ) {
      queueMicrotask(begin);
      return transaction.apply(this, words);
    });
    onTestFinished(() => begins.mockRestore());
    const { archive } = setup();
    await archive.usage();
    begin = enterPageCache;
    await expect(archive.saveAudio({ fileName: "a.wav", wav: wav() })).rejects.toMatchObject({ name: "AbortError" });
    begin = () => undefined;
    await archive.saveAudio({ fileName: "b.wav", wav: wav() });
    expect((await archive.list()).entries.map(({ audio }) => audio.fileName)).toEqual(["b.wav"]);
  });

  it("is made anew where the page entered the back-forward cache while its tables were made", async () => {
    const { createObjectStore } = IDBDatabase.prototype;
    const makes = vi.spyOn(IDBDatabase.prototype, "createObjectStore").mockImplementation(function (
      this: IDBDatabase,
      ...words
    ) {
      queueMicrotask(enterPageCache);
      return createObjectStore.apply(this, words);
    });
    const { archive, reopen } = setup();
    await expect(archive.usage()).rejects.toThrow(/abort/i);
    makes.mockRestore();
    expect(await reopen().usage()).toMatchObject({ audios: 0 });
  });

  it("keeps a sound with what belongs to it, over a reload", async () => {
    const { archive, reopen } = setup();
    const audioId = await archive.saveAudio({ fileName: "a.wav", wav: wav(2), metadata: { voice: "Anna" } });
    await archive.saveTranscript({ audioId, text: "go forward", language: "en", confidenceScores: [0.5] });
    await archive.saveVadMarks({ audioId, marks: [{ type: "begin", offsetMs: 10, channel: 1 }] });
    const again = reopen();
    expect(await again.get(audioId)).toMatchObject({
      audio: { fileName: "a.wav", seconds: 2, sizeBytes: 64_044, sampleRateHz: 16_000, metadata: { voice: "Anna" } },
      transcripts: [{ audioId, text: "go forward", language: "en", confidenceScores: [0.5] }],
      marks: [{ audioId, marks: [{ offsetMs: 10 }] }],
    });
    const sound = new Uint8Array(await (await again.sound(audioId)).arrayBuffer());
    expect(readWav(sound).samples).toHaveLength(64_000);
  });

  it("keeps it where the database takes no Blobs", async () => {
    onTestFinished(refuseBlobs());
    const { archive, reopen } = setup();
    const audioId = await archive.saveAudio({ fileName: "a.wav", wav: wav(2) });
    const sound = await reopen().sound(audioId);
    expect(sound.type).toBe("audio/wav");
    expect(readWav(new Uint8Array(await sound.arrayBuffer())).samples).toHaveLength(64_000);
  });

  it("lists the newest first, in pages, and finds by name, metadata and transcript", async () => {
    const { archive } = setup();
    for (const fileName of ["one.wav", "Two.wav", "three.wav"]) {
      const audioId = await archive.saveAudio({ fileName, wav: wav(), metadata: { voice: `voice of ${fileName}` } });
      if (fileName === "one.wav") {
        await archive.saveTranscript({ audioId, text: "Поезд до Москвы", language: "ru", confidenceScores: [] });
      }
    }
    const names = async (...request: Parameters<LocalArchive["list"]>) => {
      const { entries, total } = await archive.list(...request);
      return [entries.map(({ audio }) => audio.fileName), total];
    };
    expect(await names()).toEqual([["three.wav", "Two.wav", "one.wav"], 3]);
    expect(await names({ limit: 1, offset: 1 })).toEqual([["Two.wav"], 3]);
    expect(await names({ limit: Infinity })).toEqual(await names());
    expect(await names({ search: "TWO" })).toEqual([["Two.wav"], 1]);
    expect(await names({ search: "voice of", limit: 2 })).toEqual([["three.wav", "Two.wav"], 3]);
    expect(await names({ search: "поезд" })).toEqual([["one.wav"], 1]);
    expect(await names({ search: "nothing" })).toEqual([[], 0]);
  });

  it("lists the sounds of some sources only, also while it searches", async () => {
    const { archive } = setup();
    for (const source of ["synthesize", "recognize", "import"]) {
      await archive.saveAudio({ fileName: `${source}.wav`, wav: wav(), metadata: { source, voice: "Anna" } });
    }
    const names = async (request: Parameters<LocalArchive["list"]>[0]) =>
      (await archive.list(request)).entries.map(({ audio }) => audio.fileName);
    expect(await names({ sources: ["recognize", "import"] })).toEqual(["import.wav", "recognize.wav"]);
    expect(await names({ sources: ["recognize", "import"], search: "anna", limit: 1 })).toEqual(["import.wav"]);
    expect(await names({ sources: [], search: "anna" })).toEqual([]);
  });

  it("refuses a sound over the limit and deletes nothing for it", async () => {
    const { archive } = setup({ maxBytes: () => 50_000 });
    await archive.saveAudio({ fileName: "a.wav", wav: wav() });
    await expect(archive.saveAudio({ fileName: "b.wav", wav: wav() })).rejects.toMatchObject({
      kind: "full",
      message: "32044 bytes do not fit: 32044 of 50000 are used",
    });
    expect(await archive.usage()).toEqual({ audios: 1, transcripts: 0, marks: 0, bytes: 32_044, maxBytes: 50_000 });
  });

  it("refuses what is no WAV and what belongs to no sound", async () => {
    const { archive } = setup();
    const noWav = archive.saveAudio({ fileName: "a.wav", wav: new Uint8Array(10) });
    await expect(noWav).rejects.toMatchObject({ kind: "not-audio" });
    const text = { audioId: "x", text: "", language: "en", confidenceScores: [] };
    await expect(archive.saveTranscript(text)).rejects.toMatchObject({ kind: "unknown" });
    await expect(archive.saveVadMarks({ audioId: "x", marks: [] })).rejects.toMatchObject({ kind: "unknown" });
    await expect(archive.sound("x")).rejects.toMatchObject({ message: "the archive has no sound x" });
  });

  it("deletes a sound with everything of it and leaves the others", async () => {
    const { archive } = setup();
    const [gone, kept] = [
      await archive.saveAudio({ fileName: "a.wav", wav: wav() }),
      await archive.saveAudio({ fileName: "b.wav", wav: wav() }),
    ];
    for (const audioId of [gone, kept]) {
      await archive.saveTranscript({ audioId, text: "t", language: "en", confidenceScores: [] });
      await archive.saveVadMarks({ audioId, marks: [] });
    }
    await archive.delete(gone);
    expect(await archive.usage()).toMatchObject({ audios: 1, transcripts: 1, marks: 1, bytes: 32_044 });
    await expect(archive.sound(gone)).rejects.toMatchObject({ kind: "unknown" });
  });

  it("exports a zip with the sounds and a table of them", async () => {
    const { archive } = setup();
    const first = await archive.saveAudio({ fileName: "a/б.wav", wav: wav() });
    await archive.saveAudio({ fileName: "a/б.wav", wav: wav(2) });
    await archive.saveTranscript({ audioId: first, text: "hello", language: "en", confidenceScores: [1] });
    const files = unzipSync(new Uint8Array(await (await archive.exportZip()).arrayBuffer()));
    expect(Object.keys(files).sort()).toEqual(["archive.json", "audio/a-б-id-1.wav", "audio/a-б-id-2.wav"].sort());
    expect(readWav(files["audio/a-б-id-1.wav"]!).samples).toHaveLength(32_000);
    const table = JSON.parse(new TextDecoder().decode(files["archive.json"])) as { entries: unknown[] };
    expect(table.entries).toMatchObject([
      { audio: { seconds: 2 } },
      { file: "audio/a-б-id-1.wav", transcripts: [{ text: "hello" }] },
    ]);
    const one = unzipSync(new Uint8Array(await (await archive.exportZip([first])).arrayBuffer()));
    expect(Object.keys(one)).toHaveLength(2);
    await expect(archive.exportZip([first], { signal: AbortSignal.abort() })).rejects.toThrow("abort");
    const steps: string[] = [];
    await archive.exportZip(undefined, { onProgress: (...step) => steps.push(step.join("/")) });
    expect(steps).toEqual(["1/2", "2/2"]);
  });
});
