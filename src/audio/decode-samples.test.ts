import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSampleDecoder } from "./decode-samples.ts";
import { encodeALaw, encodeMuLaw } from "./g711.ts";
import { pcmBytes } from "./wav.ts";

describe("createSampleDecoder", () => {
  it("gives the same samples however a stream of PCM was cut, even inside a sample", () => {
    fc.assert(
      fc.property(fc.int16Array({ maxLength: 60 }), fc.array(fc.nat(120), { maxLength: 5 }), (samples, cuts) => {
        const bytes = pcmBytes(Int16Array.from(samples));
        const decode = createSampleDecoder("pcm16");
        const edges = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
        const decoded = edges.slice(1).flatMap((edge, index) => [...decode(bytes.subarray(edges[index], edge))]);
        expect(decoded).toEqual([...samples]);
      }),
    );
  });

  it("expands both laws of G.711", () => {
    const samples = Int16Array.from([0, 1000, -1000, 20_000, -20_000]);
    for (const decoded of [
      createSampleDecoder("mulaw")(encodeMuLaw(samples)),
      createSampleDecoder("alaw")(encodeALaw(samples)),
    ]) {
      // Companding keeps about 4 bits of mantissa: 1 part in 32.
      decoded.forEach((sample, index) => expect(Math.abs(sample - samples[index]!)).toBeLessThanOrEqual(640));
    }
  });
});
