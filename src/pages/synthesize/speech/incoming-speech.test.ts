import { describe, expect, it } from "vitest";
import { encodeALaw } from "../../../audio/g711.ts";
import { pcmBytes, readWav } from "../../../audio/wav.ts";
import { createIncomingSpeech } from "./incoming-speech.ts";

const samples = Int16Array.from({ length: 8000 }, (_, index) => 10_000 * Math.sin(index / 5));

describe("createIncomingSpeech", () => {
  it("grows with every piece", () => {
    const bytes = pcmBytes(samples);
    const speech = createIncomingSpeech({ coding: "pcm16", sampleRateHz: 8000, channelCount: 1 });
    expect(speech.seconds).toBe(0);

    speech.add(bytes.subarray(0, 8001));
    expect(speech.seconds).toBe(0.5);
    speech.add(bytes.subarray(8001));

    expect(speech.seconds).toBe(1);
    expect(speech.sizeBytes).toBe(16_000);
    expect(speech.samples()).toEqual(samples);
    expect(Math.max(...speech.columns(20))).toBeGreaterThan(0.29);
  });

  it("writes a WAV of the coding that came, and plays it as samples", () => {
    const coded = encodeALaw(samples);
    const speech = createIncomingSpeech({ coding: "alaw", sampleRateHz: 8000, channelCount: 1 });
    speech.add(coded.subarray(0, 100));
    speech.add(coded.subarray(100));

    const wav = readWav(speech.wav());

    expect(wav).toMatchObject({ coding: "alaw", sampleRateHz: 8000, channelCount: 1 });
    expect(wav.samples).toEqual(coded);
    expect(speech.samples()).toHaveLength(8000);
  });

  it("keeps whole samples when it was cut off inside one", () => {
    const speech = createIncomingSpeech({ coding: "pcm16", sampleRateHz: 8000, channelCount: 1 });
    speech.add(pcmBytes(samples).subarray(0, 2001));

    expect(readWav(speech.wav()).samples).toHaveLength(2000);
    expect(speech.samples()).toHaveLength(1000);
  });

  it("joins parts without the half sample between them, and drops the part that was not finished", () => {
    const bytes = pcmBytes(samples);
    const speech = createIncomingSpeech({ coding: "pcm16", sampleRateHz: 8000, channelCount: 1 });
    speech.add(bytes.subarray(0, 4001));
    speech.endPart();
    speech.add(bytes.subarray(4000, 8000));
    speech.endPart();
    speech.add(bytes.subarray(8000, 9001));
    expect(speech.seconds).toBeGreaterThan(0.5);

    speech.dropOpenPart();

    expect(speech).toMatchObject({ seconds: 0.5, sizeBytes: 8000 });
    expect(readWav(speech.wav()).samples).toEqual(bytes.slice(0, 8000));
    expect(speech.samples()).toEqual(samples.slice(0, 4000));
  });
});
