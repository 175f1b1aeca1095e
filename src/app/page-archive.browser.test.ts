import { describe, expect, it } from "vitest";
import { testArchive, unstoredSettings } from "../../test/support/page-fixtures.ts";
import { pcmBytes, writeWav } from "../audio/wav.ts";
import type { LogEvent } from "../logging/log-event.ts";
import { createLogger } from "../logging/logger.ts";
import type { ArchiveItem } from "./page-archive.ts";

function setup() {
  const events: LogEvent[] = [];
  const settings = unstoredSettings();
  const archive = testArchive(createLogger({ sink: { append: (event) => void events.push(event) } }), settings);
  const operations = () => events.map(({ event, operation }) => `${event} ${operation ?? ""}`);
  return { archive, settings, events, operations };
}

function archiveItem(seconds = 1): ArchiveItem {
  const samples = new Int16Array(16_000 * seconds);
  return {
    fileName: "a.wav",
    wav: () => writeWav(pcmBytes(samples), { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 }),
    metadata: { source: "recognize" },
    transcript: { text: "secret words", language: "en", confidenceScores: [0.5] },
    marks: [{ type: "begin", offsetMs: 0, channel: 0 }],
  };
}

describe("createPageArchive", () => {
  it("keeps nothing of other pages until the person chose so", async () => {
    const { archive, settings, operations } = setup();
    let made = 0;
    const counted = { ...archiveItem(), wav: () => (made++, archiveItem().wav()) };
    expect(await archive.saveIfEnabled(counted)).toBeUndefined();
    expect([made, operations()]).toEqual([0, []]);

    settings.update({ archiveRecordings: true });
    const id = await archive.saveIfEnabled(counted);
    const entry = await (await archive.open()).get(id!);
    expect(entry).toMatchObject({
      audio: { fileName: "a.wav", seconds: 1, metadata: { source: "recognize" } },
      transcripts: [{ text: "secret words" }],
      marks: [{ marks: [{ type: "begin" }] }],
    });
  });

  it("logs what it saves as sizes and counts, not as words", async () => {
    const { archive, events, operations } = setup();
    await archive.save(archiveItem());
    expect(operations()).toEqual(
      ["SaveAudio", "SaveTranscript", "SaveVADMarks"].flatMap((operation) => [
        `request_start ${operation}`,
        `request_success ${operation}`,
      ]),
    );
    expect(JSON.stringify(events)).not.toContain("secret words");
  });

  it("does not undo the work of a page when the archive is full, and the log tells of it", async () => {
    const { archive, settings, events, operations } = setup();
    settings.update({ archiveRecordings: true, archiveMegabytes: 10 });
    expect(await archive.saveIfEnabled(archiveItem(400))).toBeUndefined();
    expect(operations()).toEqual(["request_start SaveAudio", "request_error SaveAudio"]);
    expect(events.at(-1)).toMatchObject({
      error_diagnosis: "The archive of this browser is full",
      diagnosis: { cause: "local-archive-full", confidence: "certain", hop: "browser" },
    });
    await expect(archive.save(archiveItem(400))).rejects.toMatchObject({ kind: "full" });
  });
});
