import { describe, expect, it } from "vitest";
import { AudioError } from "../../audio/audio-error.ts";
import { createFormat } from "../words/format.ts";
import { recordingLine, refusalStory } from "./recording-words.ts";
import { words } from "./words.ts";

const plain = (line: string) => line.replaceAll(/\s/g, " ");

describe("recordingLine", () => {
  it("says what the file was and what is sent, and leaves out a rate that is not stated", () => {
    const source = { container: "webm" as const, sizeBytes: 5000, sampleRateHz: undefined, channelCount: 1 };
    const audio = { samples: new Int16Array(16_000), sampleRateHz: 16_000 as const, durationSeconds: 1, source };

    expect(plain(recordingLine(audio, words.en, createFormat("en")))).toBe(
      "WebM · 1 channel · 1 s · 5 kB · sent as 16 kHz mono PCM, 32 kB",
    );
  });
});

describe("refusalStory", () => {
  it("gives the size and the limit of a long recording in bytes and minutes", () => {
    const error = new AudioError("too-long", "", { limit: { actualBytes: 76_480_000, limitBytes: 62_910_464 } });

    const { why, advice } = refusalStory({ name: "talk.mp3", error }, words.en, createFormat("en"));

    expect(plain(why)).toBe("talk.mp3: 76.5 MB (39 min 50 s), the limit is 62.9 MB (32 min 46 s).");
    expect(advice).toContain("Nothing was sent");
  });
});
