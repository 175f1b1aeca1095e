import { describe, expect, it } from "vitest";
import { measureAudio, type AudioMetrics } from "./audio-metrics.ts";
import { mergeMetrics } from "./merge-metrics.ts";

const rateHz = 16_000;
const tone = (seconds: number, size: number) =>
  Int16Array.from({ length: seconds * rateHz }, (_, index) => Math.round(size * Math.sin(index * 2.5)));
const measure = (samples: Int16Array) => measureAudio(samples, rateHz);

/** Levels are rounded to a tenth of a decibel where they are measured. */
function expectSame(merged: AudioMetrics, whole: AudioMetrics): void {
  expect(merged.levelDbfs).toBeCloseTo(whole.levelDbfs, 0);
  expect({ ...merged, levelDbfs: 0 }).toEqual({ ...whole, levelDbfs: 0 });
}

describe("mergeMetrics", () => {
  const parts = [tone(1, 20_000), new Int16Array(2 * rateHz), new Int16Array(rateHz).fill(32_767)];

  it("gives what measuring the whole gives, in any grouping", () => {
    const whole = measure(Int16Array.from(parts.flatMap((part) => [...part])));
    const [a, b, c] = parts.map(measure) as [AudioMetrics, AudioMetrics, AudioMetrics];
    expectSame(mergeMetrics(mergeMetrics(a, b), c), whole);
    expectSame(mergeMetrics(a, mergeMetrics(b, c)), whole);
  });

  it("keeps digital silence at the floor and takes nothing from an empty stretch", () => {
    const silent = measure(new Int16Array(rateHz));
    expect(mergeMetrics(silent, silent).levelDbfs).toBe(-120);
    expect(mergeMetrics(silent, measure(new Int16Array()))).toEqual({ ...silent, levelDbfs: -120 });
  });
});
