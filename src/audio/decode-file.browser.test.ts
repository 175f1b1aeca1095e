import { describe, expect, it } from "vitest";
import flac from "../../test/fixtures/speech/goforward.flac?url";
import m4a from "../../test/fixtures/speech/goforward.m4a?url";
import mp3 from "../../test/fixtures/speech/goforward.mp3?url";
import muLaw from "../../test/fixtures/speech/goforward-mulaw.wav?url";
import ogg from "../../test/fixtures/speech/goforward.ogg?url";
import opus from "../../test/fixtures/speech/goforward.opus?url";
import wav from "../../test/fixtures/speech/goforward.wav?url";
import fragmented from "../../test/fixtures/sound-headers/m4a-fragmented-mvhd-unknown.m4a?url";
import film from "../../test/fixtures/sound-headers/meeting-video.mp4?url";
import cutOpus from "../../test/fixtures/sound-headers/opus-cut-from-radio.opus?url";
import webm from "../../test/fixtures/sound-headers/opus.webm?url";
import imaAdpcm from "../../test/fixtures/sound-headers/wav-adpcm-ima.wav?url";
import msAdpcm from "../../test/fixtures/sound-headers/wav-adpcm-ms.wav?url";
import g726 from "../../test/fixtures/sound-headers/wav-g726.wav?url";
import { decodeFile } from "./decode-file.ts";
import { measureDecoded } from "./measure-decoded.ts";
import { writeWav } from "./wav.ts";

const roomy = { maxSampleBytes: 62_914_560 };
const fetchBlob = async (url: string) => (await fetch(url)).blob();

/** Root mean square of 16-bit samples, 0..1. */
function level(samples: Int16Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + (sample / 32_768) ** 2, 0) / samples.length);
}

/** One second of a tone in every channel, as a WAV. */
function toneWav(frequencyHz: number, sampleRateHz: number, amplitudes: number[]): Blob {
  const samples = new Int16Array(sampleRateHz * amplitudes.length);
  for (let index = 0; index < samples.length; index++) {
    const frame = Math.floor(index / amplitudes.length);
    const amplitude = amplitudes[index % amplitudes.length]!;
    samples[index] = 32_767 * amplitude * Math.sin((2 * Math.PI * frequencyHz * frame) / sampleRateHz);
  }
  const format = { coding: "pcm16", sampleRateHz, channelCount: amplitudes.length } as const;
  return new Blob([writeWav(new Uint8Array(samples.buffer), format)]);
}

/** A file with some of its bytes changed, from `at` on, or the length in a box of MP4. */
async function changed(url: string, at: number | string, ...bytes: number[]): Promise<Blob> {
  const all = new Uint8Array(await (await fetchBlob(url)).arrayBuffer());
  // Of the box `mvhd` the length, behind version, two times and the scale.
  const offset = typeof at === "string" ? new TextDecoder("latin1").decode(all).indexOf(at) + 20 : at;
  all.set(bytes, offset);
  return new Blob([all]);
}
const hasAac = new Audio().canPlayType('audio/mp4; codecs="mp4a.40.2"') !== "";

describe("decodeFile", () => {
  it.each([
    ["a WAV with bytes a second of one sample", () => changed(wav, 28, 2, 0, 0, 0)],
    ["a WAV with a data chunk of 0 bytes", () => changed(wav, 40, 0, 0, 0, 0)],
    ["a FLAC of three hours", () => changed(flac, 22, 0x0a, 0x4c, 0xb8, 0x00)],
    ["an Opus that begins at five hours", () => fetchBlob(cutOpus)],
    ["a WebM", () => fetchBlob(webm)],
    ["an M4A of unknown length", () => changed(m4a, "mvhd", 0xff, 0xff, 0xff, 0xff)],
    ["an M4A of a film of 37 hours", () => changed(m4a, "mvhd", 0xff, 0xff, 0xff, 0xfe)],
    ["a fragmented M4A of unknown length", () => fetchBlob(fragmented)],
    ["a film", () => fetchBlob(film)],
  ])("reads 2.8 seconds of %s, whatever its header states", async (name, open) => {
    const decoded = decodeFile(await open(), { maxSampleBytes: 120_000 });
    if (!hasAac && /M4A|film/.test(name)) {
      await expect(decoded).rejects.toMatchObject({ kind: "not-audio", format: { coding: "aac" } });
      return;
    }
    const { durationSeconds, samples } = await decoded;
    expect(durationSeconds).toBeGreaterThan(2.7);
    expect(durationSeconds).toBeLessThan(2.95);
    expect(level(samples)).toBeGreaterThan(0.01);
  });

  it.each([
    ["ima-adpcm", imaAdpcm],
    ["ms-adpcm", msAdpcm],
    ["g726", g726],
  ])("says that the browser does not decode %s", async (coding, url) => {
    const decoded = decodeFile(await fetchBlob(url), roomy);
    await expect(decoded).rejects.toMatchObject({ kind: "not-audio", format: { container: "wav", coding } });
  });

  it.each([
    ["wav", wav, "wav", 16_000, 1],
    ["mu-law wav", muLaw, "wav", 8_000, 1],
    ["mp3", mp3, "mp3", 44_100, 2],
    ["ogg", ogg, "ogg", 22_050, 1],
    ["opus", opus, "opus", 48_000, 1],
    ["flac", flac, "flac", 16_000, 1],
  ])("turns %s into 16 kHz mono and keeps what it was", async (_, url, container, sampleRateHz, channelCount) => {
    const blob = await fetchBlob(url);

    const audio = await decodeFile(blob, roomy);

    expect(audio.source).toEqual({ container, sampleRateHz, channelCount, sizeBytes: blob.size });
    expect(audio.samples.length / 16_000).toBe(audio.durationSeconds);
    expect(audio.durationSeconds).toBeGreaterThan(2.7);
    expect(audio.durationSeconds).toBeLessThan(2.9);
    expect(level(audio.samples)).toBeGreaterThan(0.01);
  });

  it("decodes m4a where the browser has AAC, and says that it cannot where it has not", async () => {
    const decoded = decodeFile(await fetchBlob(m4a), roomy);

    if (new Audio().canPlayType('audio/mp4; codecs="mp4a.40.2"') === "") {
      await expect(decoded).rejects.toMatchObject({ name: "AudioError", kind: "not-audio" });
    } else {
      const audio = await decoded;
      expect(audio.source).toMatchObject({ container: "m4a", sampleRateHz: 32_000, channelCount: 2 });
      expect(audio.durationSeconds).toBeGreaterThan(2.7);
      expect(level(audio.samples)).toBeGreaterThan(0.01);
    }
  });

  it("gives the samples of a 16 kHz mono WAV as they are", async () => {
    const blob = await fetchBlob(wav);
    const original = new Int16Array((await blob.arrayBuffer()).slice(44));

    const { samples } = await decodeFile(blob, roomy);

    expect(samples.length).toBe(original.length);
    expect(samples.every((sample, index) => Math.abs(sample - original[index]!) <= 1)).toBe(true);
  });

  it("mixes all channels with equal weight", async () => {
    const { samples } = await decodeFile(toneWav(440, 16_000, [0.8, 0.4]), roomy);

    expect(level(samples)).toBeCloseTo(0.6 / Math.SQRT2, 2);
  });

  it("leaves out a silent channel, and one of two that cancel each other, so that the mix loses nothing", async () => {
    const decoded = async (amplitudes: number[]) => {
      const { samples, channels, mixLossDb } = await decodeFile(toneWav(440, 16_000, amplitudes), roomy);
      return { level: level(samples), taken: channels!.taken, reason: channels!.reason, mixLossDb };
    };
    const whole = { level: expect.closeTo(0.8 / Math.SQRT2, 2) as number, mixLossDb: 0 };
    expect(await decoded([0.8])).toEqual({ ...whole, taken: [0] });
    expect(await decoded([0, 0.8])).toEqual({ ...whole, taken: [1], reason: "sound" });
    expect(await decoded([0.8, -0.8])).toEqual({ ...whole, taken: [0], reason: "opposite" });
    expect(await decoded([0, 0, 0.8, 0, 0, 0])).toEqual({ ...whole, taken: [2], reason: "sound" });
    expect(await decoded([0.8, 0.8])).toMatchObject({ taken: [0, 1], mixLossDb: expect.closeTo(0, 5) as number });
  });

  it("keeps the signs of a wrong order of bytes, which resampling and mixing destroy", async () => {
    const clip = new Int16Array((await (await fetchBlob(wav)).arrayBuffer()).slice(44));
    const swapped = clip.map((sample) => ((sample & 0xff) << 8) | ((sample >> 8) & 0xff));
    for (const [sampleRateHz, channelCount] of [
      [8_000, 1],
      [44_100, 2],
    ] as const) {
      // prettier-ignore
      const bytes = writeWav(new Uint8Array(swapped.buffer), { coding: "pcm16", sampleRateHz, channelCount });
      const { signs } = await measureDecoded(await decodeFile(new Blob([bytes]), roomy));
      expect(signs!.swappedCorrelation).toBeGreaterThan(0.7);
      expect(signs!.correlation).toBeLessThan(0.5);
    }
  });

  it("leaves no mirror image of sounds above 8 kHz", async () => {
    const audible = await decodeFile(toneWav(1_000, 48_000, [0.8]), roomy);
    const above = await decodeFile(toneWav(11_000, 48_000, [0.8]), roomy);

    expect(level(audible.samples)).toBeGreaterThan(0.5);
    expect(level(above.samples)).toBeLessThan(0.01);
  });

  it("refuses an empty file, an empty sound and what is no sound", async () => {
    const noSamples = writeWav(new Uint8Array(), { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 });
    await expect(decodeFile(new Blob(), roomy)).rejects.toMatchObject({ kind: "empty" });
    await expect(decodeFile(new Blob([noSamples]), roomy)).rejects.toMatchObject({ kind: "empty" });
    await expect(decodeFile(new Blob(["a letter to a friend"]), roomy)).rejects.toMatchObject({ kind: "not-audio" });
  });

  it("refuses a sound that is longer than a call may carry, with both sizes", async () => {
    const blob = await fetchBlob(wav);

    await expect(decodeFile(blob, { maxSampleBytes: 50_000 })).rejects.toMatchObject({
      kind: "too-long",
      limit: { actualBytes: 64_000, limitBytes: 50_000 }, // whole seconds
    });
  });

  it("refuses by the decoded length when the header tells none or a wrong one", async () => {
    const bytes = new Uint8Array(await (await fetchBlob(mp3)).arrayBuffer());
    const table = bytes.findIndex((_, index) => String.fromCharCode(...bytes.subarray(index, index + 4)) === "Info");
    new DataView(bytes.buffer).setUint32(table + 8, 2); // two frames: 0.05 s

    await expect(decodeFile(new Blob([bytes]), { maxSampleBytes: 50_000 })).rejects.toMatchObject({ kind: "too-long" });
  });

  it("refuses a file too large to read, before reading it", async () => {
    const blob = await fetchBlob(wav);

    await expect(decodeFile(blob, { ...roomy, maxFileBytes: 1000 })).rejects.toMatchObject({
      kind: "too-large",
      limit: { actualBytes: blob.size, limitBytes: 1000 },
    });
  });

  it("drops its result when it was cancelled meanwhile", async () => {
    const abort = new AbortController();
    const decoded = decodeFile(await fetchBlob(wav), roomy, abort.signal);
    abort.abort();

    await expect(decoded).rejects.toMatchObject({ name: "AbortError" });
  });
});
