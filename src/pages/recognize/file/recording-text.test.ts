import { describe, expect, it } from "vitest";
import { AudioError } from "../../../audio/audio-error.ts";
import { createFormat } from "../../../kit/i18n/format.ts";
import { overLimitLine, recordingLine, refusalText, streamLine } from "./recording-text.ts";
import { soundFormatText } from "../../shared/sound/sound-format-text.ts";
import { recognizeText } from "../recognize-text.ts";

const plain = (line: string) => line.replaceAll(/\s/g, " ");

describe("recordingLine", () => {
  it("says what the file was and what is sent, and leaves out a rate that is not stated", () => {
    const source = { container: "webm" as const, sizeBytes: 5000, sampleRateHz: undefined, channelCount: 1 };
    const audio = { samples: new Int16Array(16_000), sampleRateHz: 16_000 as const, durationSeconds: 1, source };

    expect(plain(recordingLine(audio, recognizeText.en, soundFormatText.en, createFormat("en")))).toBe(
      "WebM · 1 channel · 1 s · 5 kB · sent as 16 kHz mono PCM, 32 kB",
    );
  });
});

describe("refusalText", () => {
  it("gives the size and the limit of a long recording in bytes and minutes", () => {
    const error = new AudioError({
      kind: "too-long",
      message: "",
      limit: { actualBytes: 76_480_000, limitBytes: 62_910_464 },
    });

    const { why, advice } = refusalText({ name: "talk.mp3", error }, recognizeText.en, createFormat("en"));

    expect(plain(why)).toBe("talk.mp3: 76.5 MB (39 min 50 s), the limit is 62.9 MB (32 min 46 s).");
    expect(advice).toContain("Nothing was sent");
  });
});

describe("overLimitLine", () => {
  it("gives the size and the limit, each with its length", () => {
    const line = overLimitLine(
      { actualBytes: 76_480_000, limitBytes: 62_910_464 },
      recognizeText.en,
      createFormat("en"),
    );
    expect(plain(line)).toContain("76.5 MB (39 min 50 s), and one message takes at most 62.9 MB (32 min 46 s)");
  });
});

describe("streamLine", () => {
  it("says how much is sent and how much is heard, of how much", () => {
    expect(streamLine({ sentSeconds: 12.04, recognizedSeconds: 9 }, 75, recognizeText.en)).toBe(
      "sent 0:12.0, recognized 0:09.0 of 1:15.0",
    );
  });
});
