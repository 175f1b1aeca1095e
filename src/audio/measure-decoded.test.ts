import { describe, expect, it } from "vitest";
import { readClip } from "../../test/support/speech-clips.ts";
import { measureAudio } from "./audio-metrics.ts";
import { measureDecoded } from "./measure-decoded.ts";

describe("measureDecoded", () => {
  it("takes the rate of the header for the real one where it is lower than what was measured", async () => {
    const samples = await readClip("goforward");
    const realRateOf = (sourceRateHz: number | undefined) =>
      measureDecoded({
        samples,
        sampleRateHz: 16_000,
        durationSeconds: samples.length / 16_000,
        source: { container: "wav", sizeBytes: 0, sampleRateHz: sourceRateHz, channelCount: 1 },
      }).realRateHz;
    expect([5512, 44_100, undefined].map(realRateOf)).toEqual([5512, 16_000, 16_000]);
    expect(measureAudio(samples, 16_000).realRateHz).toBe(16_000);
  });
});
