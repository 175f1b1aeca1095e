import { describe, expect, it } from "vitest";
import { measureAudio } from "./audio-metrics.ts";
import { measureSound } from "./measure-sound.ts";
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

  it("are read with the signs of the sound, as far as the log rounds them", () => {
    const { signs } = measureSound(tone, 16_000);
    const read = readAudioFields(audioFields(measureSound(tone, 16_000)))?.signs;
    expect(Object.keys(read ?? {})).toEqual(Object.keys(signs!));
    for (const [name, value] of Object.entries(signs!)) expect(read![name as keyof typeof signs]).toBeCloseTo(value, 1);
  });

  it("are read with the signs where a line is older than the sign of low sound, as if that were there", () => {
    const older = audioFields(measureSound(tone, 16_000));
    delete older["audio_low_share"];
    expect(readAudioFields(older)?.signs?.lowShare).toBe(1);
  });

  it.each([
    ["audio_tone_share", 83],
    ["audio_correlation", -1e300],
    ["audio_pitch_hz", Number.NaN],
    ["audio_pace_hz", "4"],
    ["audio_mix_loss_db", Number.POSITIVE_INFINITY],
  ])("are read without signs where a sign cannot have been measured: %s = %s", (name, value) => {
    const read = readAudioFields({ ...audioFields(measureSound(tone, 16_000)), [name]: value });
    expect(read).toEqual({ ...measureAudio(tone, 16_000), seconds: 0 });
  });

  it.each([
    ["audio_silence_share", 98],
    ["audio_level_dbfs", 70],
    ["audio_rate_hz", 0],
    ["audio_channels", -1],
  ])("are none where a metric cannot have been measured: %s = %s", (name, value) => {
    expect(readAudioFields({ ...audioFields(measureAudio(tone, 16_000)), [name]: value })).toBeUndefined();
  });
});
