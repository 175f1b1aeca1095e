import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lowPassed } from "../../test/support/low-passed.ts";
import { readClip, spokenWords, type ClipName } from "../../test/support/speech-clips.ts";
import { measureAudio } from "./audio-metrics.ts";
import { audioProblems, audioProblemLimits } from "./audio-problems.ts";

const rateHz = 16_000;
const kinds = (samples: Int16Array, hz = rateHz) =>
  audioProblems(measureAudio(samples, hz), samples.length * 2, 1_000_000).map(({ kind }) => kind);
const tone = (hz: number, size: number, seconds = 1, sampleRateHz = rateHz) =>
  Int16Array.from({ length: seconds * sampleRateHz }, (_, i) => size * Math.sin((2 * Math.PI * hz * i) / sampleRateHz));
const anySamples = fc.int16Array({ minLength: 1, maxLength: 4000 });

describe("measureAudio", () => {
  it("gives a full-scale sine -3 dBFS and a peak of 0", () => {
    expect(measureAudio(tone(1000, 32_767), rateHz)).toMatchObject({
      seconds: 1,
      levelDbfs: -3,
      peakDbfs: 0,
      silenceShare: 0,
    });
  });

  it.each(Object.keys(spokenWords) as ClipName[])("finds nothing wrong with human speech: %s", async (name) => {
    const clip = await readClip(name);
    const facts = measureAudio(clip, rateHz);
    expect(kinds(clip)).toEqual([]);
    expect(facts.realRateHz).toBe(rateHz);
    expect(facts.levelDbfs).toBeGreaterThan(-45);
    expect(facts.silenceShare).toBeLessThan(0.9);
  });

  it("sees that a telephone's 8 kHz were resampled to 16 kHz", async () => {
    const clip = await readClip("0880");
    const facts = measureAudio(lowPassed(clip, 3400, rateHz), rateHz);
    expect(facts.realRateHz).toBe(8000);
  });

  it("sees that 4 kHz were resampled to 16 kHz, and calls that narrow; a telephone's sound it does not", async () => {
    const clip = await readClip("0880");
    expect(measureAudio(lowPassed(clip, 1700, rateHz), rateHz).realRateHz).toBe(4000);
    expect(kinds(lowPassed(clip, 1700, rateHz))).toEqual(["narrow"]);
    expect(kinds(lowPassed(clip, 3400, rateHz))).toEqual([]);
  });

  it("counts what is cut off, each channel by itself", () => {
    const loud = tone(200, 60_000).map((_, i) => Math.max(-32_767, Math.min(32_767, 60_000 * Math.sin(i / 13))));
    expect(measureAudio(loud, rateHz).clippingShare).toBeGreaterThan(0.3);
    // Left clips all the time, right never.
    const stereo = Int16Array.from({ length: 2000 }, (_, i) => (i % 2 === 0 ? 32_767 : 5));
    expect(measureAudio(stereo, rateHz, 2).clippingShare).toBe(0.5);
    expect(kinds(loud)).toEqual(["clipped"]);
  });

  it("tells silence, a whisper of noise and an empty sound from speech", () => {
    expect(kinds(new Int16Array(rateHz))).toEqual(["silent"]);
    expect(kinds(Int16Array.from({ length: rateHz }, (_, i) => (i * 7919) % 9))).toEqual(["silent"]);
    expect(kinds(new Int16Array(0))).toEqual(["empty"]);
  });

  it("tells what one call cannot carry and which rate the platform refuses", () => {
    expect(kinds(tone(6000, 9000, 40))).toEqual(["too-large"]);
    expect(kinds(tone(6000, 9000), audioProblemLimits.lowestRateHz - 1)).toEqual(["wrong-rate"]);
    expect(kinds(tone(6000, 9000), audioProblemLimits.lowestRateHz)).toEqual([]);
  });

  it("refuses a rate or a channel count that cannot be", () => {
    expect(() => measureAudio(new Int16Array(1), 0)).toThrow("sampleRateHz must be positive, got 0");
    expect(() => measureAudio(new Int16Array(1), 8000, 0)).toThrow("channelCount must be at least 1, got 0");
  });
});

describe("laws of measureAudio", () => {
  it("keeps every figure in its range, and the level under the peak", () => {
    fc.assert(
      fc.property(anySamples, fc.integer({ min: 1, max: 2 }), (samples, channels) => {
        const facts = measureAudio(samples, rateHz, channels);
        expect(facts.levelDbfs).toBeLessThanOrEqual(facts.peakDbfs + 0.1);
        expect(facts.peakDbfs).toBeLessThanOrEqual(0);
        expect(facts.levelDbfs).toBeGreaterThanOrEqual(-120);
        for (const share of [facts.clippingShare, facts.silenceShare]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
        expect(rateHz % facts.realRateHz).toBe(0);
      }),
    );
  });

  it("does not care about the sign, and not about being played twice", () => {
    fc.assert(
      fc.property(fc.int16Array({ min: -32_767, minLength: 320, maxLength: 320 }), (samples) => {
        const facts = measureAudio(samples, rateHz);
        expect(
          measureAudio(
            samples.map((sample) => -sample),
            rateHz,
          ),
        ).toEqual(facts);
        const twice = new Int16Array([...samples, ...samples]);
        const { levelDbfs, peakDbfs, silenceShare } = measureAudio(twice, rateHz);
        expect({ levelDbfs, peakDbfs, silenceShare }).toEqual({
          levelDbfs: facts.levelDbfs,
          peakDbfs: facts.peakDbfs,
          silenceShare: facts.silenceShare,
        });
      }),
    );
  });

  it("lowers the level by 6 dB when every sample is halved", () => {
    fc.assert(
      fc.property(fc.int16Array({ min: -8000, max: 8000, minLength: 100, maxLength: 400 }), (samples) => {
        const doubled = samples.map((sample) => sample * 2);
        fc.pre(samples.some((sample) => Math.abs(sample) > 1000));
        const difference = measureAudio(doubled, rateHz).levelDbfs - measureAudio(samples, rateHz).levelDbfs;
        expect(difference).toBeGreaterThan(5.8);
        expect(difference).toBeLessThan(6.2);
      }),
    );
  });
});
