import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPeaks } from "./peaks.ts";

const sample = fc.integer({ min: -32_768, max: 32_767 });

describe("createPeaks", () => {
  it("finds the lowest and the highest sample, wherever it lies", () => {
    fc.assert(
      fc.property(
        fc.int16Array({ minLength: 1, maxLength: 2000 }),
        fc.integer({ min: 1, max: 50 }),
        (samples, count) => {
          const peaks = createPeaks();
          peaks.push(samples);
          const columns = peaks.columns(count);
          expect(Math.min(...columns)).toBe(Math.min(...samples) / 32_768);
          expect(Math.max(...columns)).toBe(Math.max(...samples) / 32_768);
        },
      ),
    );
  });

  it("does not depend on how the samples were cut into pieces", () => {
    fc.assert(
      fc.property(
        fc.array(sample, { maxLength: 500 }),
        fc.nat(500),
        fc.integer({ min: 1, max: 40 }),
        (all, cut, count) => {
          const whole = createPeaks();
          whole.push(Int16Array.from(all));
          const pieces = createPeaks();
          pieces.push(Int16Array.from(all.slice(0, cut)));
          pieces.push(Int16Array.from(all.slice(cut)));
          expect(pieces.columns(count)).toEqual(whole.columns(count));
          expect(pieces.sampleCount).toBe(all.length);
        },
      ),
    );
  });

  it("puts a click into the column where it is heard", () => {
    const samples = new Int16Array(64_000);
    samples[48_000] = 32_767;
    const peaks = createPeaks();
    peaks.push(samples);

    const highs = peaks.columns(100).filter((_, index) => index % 2 === 1);
    expect(highs.findIndex((high) => high > 0.9)).toBe(75);
    expect(highs.filter((high) => high > 0.9)).toHaveLength(1);
  });

  it("draws nothing as a flat line", () => {
    expect(createPeaks().columns(3)).toEqual(new Float32Array(6));
  });
});
