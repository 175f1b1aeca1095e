import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { probeAudio } from "./probe-audio.ts";

const fixture = async (name: string) => new Uint8Array(await readFile(`test/fixtures/speech/${name}`));

describe("probeAudio", () => {
  it.each([
    ["goforward.wav", "wav", 16_000, 1],
    ["goforward-mulaw.wav", "wav", 8_000, 1],
    ["goforward.mp3", "mp3", 44_100, 2],
    ["goforward.ogg", "ogg", 22_050, 1],
    ["goforward.opus", "opus", 48_000, 1],
    ["goforward.flac", "flac", 16_000, 1],
    ["goforward.m4a", "m4a", 32_000, 2],
  ])("reads the container, rate, channels and length of %s", async (name, container, sampleRateHz, channelCount) => {
    const probe = probeAudio(await fixture(name));

    expect(probe).toMatchObject({ container, sampleRateHz, channelCount });
    // The clip lasts 2.786 s; encoders that work in frames pad it by a few hundredths.
    expect(probe.durationSeconds).toBeGreaterThan(2.78);
    expect(probe.durationSeconds).toBeLessThan(2.85);
  });

  it("estimates an MP3 without a table of frames from its bit rate", async () => {
    const bytes = await fixture("goforward.mp3");
    const table = Buffer.from(bytes).indexOf("Info");
    expect(table).toBeGreaterThan(0);
    bytes.fill(0, table, table + 4);

    // The encoder wrote 48 kbit/s; the first frame, which holds the table, may use another rate.
    expect(probeAudio(bytes).durationSeconds).toBeGreaterThan(1);
    expect(probeAudio(bytes).durationSeconds).toBeLessThan(6);
  });

  it("takes the rest of the file for the sound of a WAV whose length was never filled in", async () => {
    const bytes = await fixture("goforward.wav");
    for (const unfilled of [0, 0xffff_ffff]) {
      new DataView(bytes.buffer).setUint32(40, unfilled, true);
      expect(probeAudio(bytes).durationSeconds).toBeCloseTo(2.786, 2);
    }
  });

  it("tells a WAV that ends behind its header", async () => {
    const bytes = (await fixture("goforward.wav")).slice(0, 44);
    expect(probeAudio(bytes)).toEqual({ container: "wav", channelCount: 1, sampleRateHz: 16_000, isEmpty: true });
    expect(probeAudio((await fixture("goforward.wav")).slice(0, 46)).isEmpty).toBeUndefined();
  });

  it("does not take text, or nothing at all, for sound", () => {
    expect(probeAudio(new Uint8Array())).toEqual({ container: "unknown" });
    expect(probeAudio(new TextEncoder().encode("just a letter to a friend"))).toEqual({ container: "unknown" });
  });

  it("survives every truncation of every format", async () => {
    for (const name of ["wav", "mp3", "ogg", "opus", "flac", "m4a"]) {
      const bytes = (await fixture(`goforward.${name}`)).slice(0, 600);
      for (let length = 0; length < bytes.length; length++) {
        const probe = probeAudio(bytes.subarray(0, length));
        for (const value of Object.values(probe)) {
          expect(typeof value === "string" || value === true || (Number.isFinite(value) && value > 0)).toBe(true);
        }
      }
    }
  });
});
