import { expect, it } from "vitest";
import { readClip } from "../../../test/support/speech-clips.ts";
import { measureSigns } from "./sound-signs.ts";

const rateHz = 16_000;

it("measures a recording of hours in a bounded part of it, with the same signs as the minute that it repeats", async () => {
  const clip = await readClip("0890");
  const minute = Int16Array.from({ length: 60 * rateHz }, (_, index) => clip[index % clip.length]!);
  const long = Int16Array.from({ length: 600 * rateHz }, (_, index) => clip[index % clip.length]!);
  const [short, all] = [measureSigns(minute, rateHz), measureSigns(long, rateHz)];
  expect(all.correlation).toBeCloseTo(short.correlation, 1);
  expect(Math.abs(all.pitchHz - short.pitchHz)).toBeLessThan(10);
  expect(Math.abs(all.paceHz - short.paceHz)).toBeLessThan(0.6);
});

it("has no sign of a sound that is not there", () => {
  expect(measureSigns(new Int16Array(), rateHz)).toEqual(measureSigns(new Int16Array(2), rateHz));
  expect(measureSigns(new Int16Array(rateHz), rateHz)).toMatchObject({ correlation: 0, toneShare: 0, pitchHz: 0, paceHz: 0, mixLossDb: 0 }); // prettier-ignore
});

it("tells what mixing two channels would lose: nothing of equal ones, 3 dB of unlike ones, all of opposite ones", () => {
  const mixed = (right: (left: number, index: number) => number) => {
    const sound = Int16Array.from({ length: 2 * rateHz }, (_, index) => {
      const left = 9000 * Math.sin((index >> 1) / 7);
      return index % 2 === 0 ? left : right(left, index >> 1);
    });
    return measureSigns(sound, rateHz, 2).mixLossDb;
  };
  expect(mixed((left) => left)).toBeCloseTo(0, 5);
  expect(mixed((_, index) => 9000 * Math.cos(index / 7))).toBeCloseTo(3, 1);
  expect(mixed((left) => -left)).toBe(120);
});

it("measures the loudest channel, whichever that is", async () => {
  const clip = await readClip("0880");
  const right = Int16Array.from({ length: 2 * clip.length }, (_, index) => (index % 2 === 0 ? 3 : clip[index >> 1]!));
  const { mixLossDb, ...signs } = measureSigns(right, rateHz, 2);
  expect({ ...signs, mixLossDb: 0 }).toEqual(measureSigns(clip, rateHz));
  expect(mixLossDb).toBeCloseTo(3, 1);
});

it("takes any rate and any number of channels that a call may state, and has no signs of what cannot be heard", () => {
  const none = measureSigns(new Int16Array(), rateHz);
  const sound = Int16Array.from({ length: 30_000 }, (_, index) => 9000 * Math.sin(index / 7));
  for (const hz of [Number.MIN_VALUE, 0.5, 1, 8, 100, 1999, 1e9, Number.MAX_VALUE, Infinity]) {
    expect(measureSigns(sound, hz)).toEqual(none);
  }
  for (const channels of [7, 70_000, 1e12]) expect(measureSigns(sound, rateHz, channels).toneHz).toBe(0);
});

it("finds no pace in less than six syllables", async () => {
  const clip = await readClip("goforward");
  expect(measureSigns(clip.subarray(8000, 24_000), rateHz).paceHz).toBe(0);
  expect(measureSigns(clip, rateHz).paceHz).toBeGreaterThan(3);
});
