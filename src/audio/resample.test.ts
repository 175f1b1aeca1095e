import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createResampler } from "./resample.ts";

const tone = (hertz: number, rateHz: number, count: number) =>
  Int16Array.from({ length: count }, (_, at) => Math.round(16000 * Math.sin((2 * Math.PI * hertz * at) / rateHz)));

async function resample(samples: Int16Array, fromHz: number, toHz: number, pieceLength = samples.length || 1) {
  const resampler = await createResampler(fromHz, toHz);
  const out: number[] = [];
  for (let at = 0; at < samples.length; at += pieceLength) {
    out.push(...resampler.push(samples.subarray(at, at + pieceLength)));
  }
  out.push(...resampler.flush());
  resampler.close();
  return Int16Array.from(out);
}

/** Signal to noise in dB of a tone that should be 16000 high, its ends left out. */
function distance(samples: Int16Array, hertz: number, rateHz: number): number {
  const expected = tone(hertz, rateHz, samples.length);
  let signal = 0;
  let noise = 0;
  for (let at = 500; at < samples.length - 500; at++) {
    signal += (expected[at] ?? 0) ** 2;
    noise += ((samples[at] ?? 0) - (expected[at] ?? 0)) ** 2;
  }
  return 10 * Math.log10(signal / noise);
}

describe("createResampler", () => {
  it.each([8000, 16000, 44100, 48000])("keeps a 1 kHz tone at %i Hz as 16 bits can", async (toHz) => {
    const out = await resample(tone(1000, 22050, 22050), 22050, toHz, 2205);
    expect(out).toHaveLength(toHz);
    expect(distance(out, 1000, toHz)).toBeGreaterThan(80);
  });

  it("lets nothing through that the lower rate cannot hold", async () => {
    const out = await resample(tone(6000, 22050, 22050), 22050, 8000);
    expect(Math.max(...out.subarray(500, -500).map(Math.abs))).toBeLessThan(100);
  });

  it("gives the same samples however the input is cut", async () => {
    const input = tone(440, 22050, 3000);
    const whole = await resample(input, 22050, 16000);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 50, max: 3000 }), async (pieceLength) => {
        expect(await resample(input, 22050, 16000, pieceLength)).toEqual(whole);
      }),
      { numRuns: 15 },
    );
  });

  it("gives as many samples as the rates ask for, also for a short sound and for none", async () => {
    expect(await resample(tone(440, 22050, 100), 22050, 48000)).toHaveLength(218);
    expect(await resample(new Int16Array(0), 22050, 48000)).toHaveLength(0);
  });

  it("passes samples through when the rates are equal", async () => {
    expect(await resample(Int16Array.of(1, -2, 3), 22050, 22050)).toEqual(Int16Array.of(1, -2, 3));
  });
});
