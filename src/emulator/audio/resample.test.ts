import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { joinSamples, openResampler } from "./resample.ts";

const tone = (hertz: number, rateHz: number, seconds: number) =>
  Float32Array.from({ length: rateHz * seconds }, (_, index) => Math.sin((2 * Math.PI * hertz * index) / rateHz) / 2);

async function resample(samples: Float32Array, fromHz: number, toHz: number, pieceSamples = samples.length) {
  const resampler = await openResampler(fromHz, toHz);
  const pieces: Float32Array[] = [];
  for (let offset = 0; offset < samples.length; offset += pieceSamples) {
    pieces.push(resampler.push(samples.subarray(offset, offset + pieceSamples)));
  }
  const whole = joinSamples([...pieces, resampler.end()]);
  resampler.close();
  return whole;
}

/** Greatest difference in the middle, away from the ripples of both ends. */
function difference(left: Float32Array, right: Float32Array): number {
  return left
    .subarray(200, -200)
    .reduce((most, sample, index) => Math.max(most, Math.abs(sample - right[index + 200]!)), 0);
}

describe("openResampler", () => {
  it.each([8000, 11_025, 22_050, 44_100, 48_000])("keeps a tone and its place from %i Hz to 16 kHz", async (rateHz) => {
    const converted = await resample(tone(440, rateHz, 1), rateHz, 16_000);
    expect(converted).toHaveLength(16_000);
    expect(difference(converted, tone(440, 16_000, 1))).toBeLessThan(0.001);
  });

  it("takes away what the lower rate cannot carry", async () => {
    const converted = await resample(tone(15_000, 48_000, 1), 48_000, 16_000);
    expect(difference(converted, new Float32Array(16_000))).toBeLessThan(0.001);
  });

  it("gives the same sound whatever the pieces, as long as what went in", async () => {
    const whole = await resample(tone(300, 44_100, 1), 44_100, 16_000);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1000, max: 60_000 }), async (pieceSamples) => {
        const pieced = await resample(tone(300, 44_100, 1), 44_100, 16_000, pieceSamples);
        expect(pieced).toHaveLength(whole.length);
        expect(difference(pieced, whole)).toBeLessThan(1e-5);
      }),
      { numRuns: 8 },
    );
  });

  it("passes equal rates through untouched", async () => {
    const sound = tone(440, 16_000, 1);
    expect(await resample(sound, 16_000, 16_000)).toEqual(sound);
  });
});
