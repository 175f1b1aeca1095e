import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { pcmBytes, writeWav } from "../../src/audio/wav.ts";
import { measureSpeech } from "./measure-speech.ts";

const clip = (name: string) => readFileSync(new URL(`../fixtures/speech/${name}`, import.meta.url));
const wavOf = (sample: (n: number) => number) => {
  const samples = Int16Array.from({ length: 32_000 }, (_, n) => Math.round(sample(n) * 8000));
  return writeWav(pcmBytes(samples), { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 });
};

describe("measureSpeech", () => {
  it.each(["0880.wav", "0890.wav", "goforward.wav"])("finds speech in %s", (name) => {
    const measure = measureSpeech(clip(name));
    expect(measure.levelDb).toBeGreaterThan(-40);
    expect(measure.voicedShare).toBeGreaterThan(0.3);
    expect(measure.crossingSpread).toBeGreaterThan(0.4);
  });

  it("finds none in silence", () => {
    expect(measureSpeech(wavOf(() => 0))).toMatchObject({ voicedShare: 0, levelDb: -Infinity });
  });

  it("tells a tone by its even crossings", () => {
    expect(measureSpeech(wavOf((n) => Math.sin(n / 5))).crossingSpread).toBeLessThan(0.1);
  });

  it("tells noise by its even crossings", () => {
    let state = 1;
    const noise = () => (state = (state * 48271) % 2147483647) / 1073741823.5 - 1;
    expect(measureSpeech(wavOf(noise)).crossingSpread).toBeLessThan(0.2);
  });
});
