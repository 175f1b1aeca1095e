import { describe, expect, it } from "vitest";
import { measureAudio } from "./audio-metrics.ts";
import { readAudioFields, audioFields } from "./audio-fields.ts";

const tone = Int16Array.from({ length: 16_000 }, (_, i) => 9000 * Math.sin(i / 7));

describe("audioFields", () => {
  it("are numbers that can be read back as they were measured", () => {
    const facts = measureAudio(tone, 16_000);
    expect(readAudioFields({ audio_file: "a.wav", audio_seconds: facts.seconds, ...audioFields(facts) })).toEqual(
      facts,
    );
    expect(Object.values(audioFields(facts)).every((value) => typeof value === "number")).toBe(true);
  });

  it("are none where one is missing", () => {
    const fields = audioFields(measureAudio(tone, 16_000));
    expect(readAudioFields({ ...fields, audio_level_dbfs: undefined })).toBeUndefined();
  });
});
