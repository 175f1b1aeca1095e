import { describe, expect, it } from "vitest";
import { encodeALaw } from "./g711.ts";
import { decodeWav } from "./decode-wav.ts";
import { pcmBytes, writeWav } from "./wav.ts";

const wave = Int16Array.from({ length: 800 }, (_, index) => Math.round(10_000 * Math.sin(index / 9)));

describe("decodeWav", () => {
  it("gives mono samples as they are", () => {
    const wav = writeWav(pcmBytes(wave), { coding: "pcm16", sampleRateHz: 8000, channelCount: 1 });
    expect(decodeWav(wav)).toEqual({ samples: wave, sampleRateHz: 8000 });
  });

  it("mixes channels to their mean", () => {
    const stereo = Int16Array.from([100, 300, -200, 0]);
    const wav = writeWav(pcmBytes(stereo), { coding: "pcm16", sampleRateHz: 16_000, channelCount: 2 });
    expect([...decodeWav(wav).samples]).toEqual([200, -100]);
  });

  it("plays one of two channels that cancel each other, where their mean is silent", () => {
    const stereo = Int16Array.from({ length: 1600 }, (_, index) => (index % 2 === 0 ? 1 : -1) * wave[index >> 1]!);
    const wav = writeWav(pcmBytes(stereo), { coding: "pcm16", sampleRateHz: 16_000, channelCount: 2 });
    expect(decodeWav(wav).samples).toEqual(wave);
  });

  it("decodes what is coded", () => {
    const wav = writeWav(encodeALaw(wave), { coding: "alaw", sampleRateHz: 8000, channelCount: 1 });
    const { samples } = decodeWav(wav);
    expect(samples).toHaveLength(800);
    expect(Math.max(...samples.map((sample, index) => Math.abs(sample - wave[index]!)))).toBeLessThan(300);
  });
});
