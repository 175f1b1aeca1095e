import { describe, expect, it } from "vitest";
import { readClip } from "../../../test/support/speech-clips.ts";
import { encodeALaw, encodeMuLaw } from "../g711.ts";
import { measureSound } from "../measure-sound.ts";
import { repairFor } from "./repair-for.ts";
import { repairSound } from "./repair-sound.ts";
import type { FileSound } from "./repair.ts";

const rateHz = 16_000;
const clip = await readClip("0890");
const mono = (samples: Int16Array<ArrayBuffer>, sampleRateHz = rateHz): FileSound => ({
  samples,
  sampleRateHz,
  channelCount: 1,
});
const asSamples = (bytes: Uint8Array) => new Int16Array(bytes.slice(0, bytes.length & ~1).buffer);
const with16Bits = (value: number) => Math.max(-32_768, Math.min(32_767, Math.round(value)));

/** Measures a faulty sound, and makes what the page offers for that fault. */
async function mended(cause: string, { samples, sampleRateHz, channelCount }: FileSound): Promise<FileSound> {
  const repair = repairFor(cause, measureSound(samples, sampleRateHz, channelCount));
  expect(repair).toBeDefined();
  return repairSound({ samples, sampleRateHz, channelCount }, repair!);
}

/** Part of the energy of the first sound that the second one misses, in dB. */
function errorDb(expected: Int16Array, actual: Int16Array): number {
  expect(Math.abs(actual.length - expected.length)).toBeLessThan(2);
  let [all, wrong] = [0, 0];
  expected.forEach((sample, index) => {
    all += sample ** 2;
    wrong += (sample - (actual[index] ?? 0)) ** 2;
  });
  return 10 * Math.log10(wrong / all);
}

describe("repairSound, by what is measured", () => {
  it("puts the two bytes of each sample right, bit by bit", async () => {
    const swapped = clip.map((sample) => ((sample & 0xff) << 8) | ((sample >> 8) & 0xff));
    expect((await mended("byte-order", mono(swapped))).samples).toEqual(clip);
  });

  it.each([
    ["8-bit PCM", Uint8Array.from(clip, (sample) => (sample >> 8) + 128), -18],
    ["mu-law", encodeMuLaw(clip), -30],
    ["A-law", encodeALaw(clip), -30],
  ])("reads %s that was taken for 16 bits as what it is", async (_, bytes, mostErrorDb) => {
    const { samples, sampleRateHz } = await mended("byte-samples", mono(asSamples(bytes)));
    expect(sampleRateHz).toBe(rateHz);
    expect(errorDb(clip, samples)).toBeLessThan(mostErrorDb);
  });

  it.each([8_000, 32_000, 44_100])("finds the rate of a recording that states %d Hz instead", async (statedHz) => {
    const repaired = await mended("wrong-speed", mono(clip, statedHz));
    expect(repaired.sampleRateHz).toBe(rateHz);
    expect(repaired.samples).toEqual(clip);
  });

  it("parts two channels that were taken for one", async () => {
    const inTurn = Int16Array.from({ length: 2 * clip.length }, (_, index) =>
      index % 2 === 0 ? clip[index >> 1]! : 0,
    );
    const { samples, channelCount } = await mended("channels-interleaved", mono(inTurn));
    expect(channelCount).toBe(2);
    expect(samples.filter((_, index) => index % 2 === 0)).toEqual(clip);
  });

  it("makes a faint recording as loud as it can be", async () => {
    const faint = clip.map((sample) => Math.round(sample / 400));
    const { samples } = await mended("silent-audio", mono(faint));
    expect(measureSound(samples, rateHz).peakDbfs).toBeCloseTo(-3, 0);
  });

  it("draws clipped peaks anew: nearer to the recording than the flat ones, and nothing is clipped any more", async () => {
    const loud = clip.map((sample) => with16Bits(sample * 8));
    const half = clip.map((sample) => with16Bits(sample * 4));
    const { samples } = await mended("clipped-audio", mono(loud));
    const flat = loud.map((sample) => with16Bits(sample / 2));
    expect(measureSound(loud, rateHz).clippingShare).toBeGreaterThan(0.01);
    expect(measureSound(samples, rateHz).clippingShare).toBe(0);
    expect(errorDb(half, samples)).toBeLessThan(errorDb(half, flat) - 3);
  });

  it.each([50, 60])("takes a hum of %d Hz out, and leaves the voice", async (hz) => {
    const hum = (index: number, multiple: number) => Math.sin((2 * Math.PI * hz * multiple * index) / rateHz);
    const humming = clip.map((sample, index) => with16Bits(sample + 4000 * hum(index, 1) + 2000 * hum(index, 3)));
    const { samples } = await mended("mains-hum", mono(humming));
    const settled = samples.subarray(rateHz / 2);
    expect(measureSound(settled, rateHz).signs!.toneShare).toBeLessThan(0.2);
    expect(errorDb(clip.subarray(rateHz / 2), settled)).toBeLessThan(-8);
  });
});

it("mixes chosen channels, and leaves the given samples as they are", async () => {
  const stereo = { samples: new Int16Array([10, -10, 20, 4]), sampleRateHz: rateHz, channelCount: 2 };
  expect((await repairSound(stereo, { is: "mix", taken: [0, 1] })).samples).toEqual(new Int16Array([0, 12]));
  expect(await repairSound(stereo, { is: "mix", taken: [1] })).toMatchObject({ channelCount: 1, samples: new Int16Array([-10, 4]) }); // prettier-ignore
  expect(stereo.samples).toEqual(new Int16Array([10, -10, 20, 4]));
});

it("stops within a slice when it is cancelled", async () => {
  const abort = new AbortController();
  const repaired = repairSound(mono(new Int16Array(2 ** 22)), { is: "gain", gainDb: 6 }, abort.signal);
  abort.abort(new Error("enough"));
  await expect(repaired).rejects.toThrow("enough");
});

it("offers nothing where nothing can be mended", () => {
  const metrics = measureSound(clip, rateHz);
  for (const cause of ["noise-only", "tone-only", "empty-result", "wrong-speed", "narrow-audio"]) {
    expect(repairFor(cause, metrics)).toBeUndefined();
  }
  expect(repairFor("silent-audio", measureSound(new Int16Array(rateHz), rateHz))).toBeUndefined();
});
