import { describe, expect, it } from "vitest";
import { measureAudio, type AudioFacts } from "./audio-metrics.ts";
import { mergeFacts } from "./merge-metrics.ts";

const rateHz = 16_000;
const tone = (seconds: number, size: number) =>
  Int16Array.from({ length: seconds * rateHz }, (_, index) => Math.round(size * Math.sin(index * 2.5)));
const measure = (samples: Int16Array) => measureAudio(samples, rateHz);

/** Levels are rounded to a tenth of a decibel where they are measured. */
function expectSame(merged: AudioFacts, whole: AudioFacts): void {
  expect(merged.levelDbfs).toBeCloseTo(whole.levelDbfs, 0);
  expect({ ...merged, levelDbfs: 0 }).toEqual({ ...whole, levelDbfs: 0 });
}

describe("mergeFacts", () => {
  const parts = [tone(1, 20_000), new Int16Array(2 * rateHz), new Int16Array(rateHz).fill(32_767)];

  it("gives what measuring the whole gives, in any grouping", () => {
    const whole = measure(Int16Array.from(parts.flatMap((part) => [...part])));
    const [a, b, c] = parts.map(measure) as [AudioFacts, AudioFacts, AudioFacts];
    expectSame(mergeFacts(mergeFacts(a, b), c), whole);
    expectSame(mergeFacts(a, mergeFacts(b, c)), whole);
  });

  it("keeps digital silence at the floor and takes nothing from an empty stretch", () => {
    const silent = measure(new Int16Array(rateHz));
    expect(mergeFacts(silent, silent).levelDbfs).toBe(-120);
    expect(mergeFacts(silent, measure(new Int16Array()))).toEqual({ ...silent, levelDbfs: -120 });
  });
});
