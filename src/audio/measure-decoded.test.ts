import { describe, expect, it } from "vitest";
import { readClip } from "../../test/support/speech-clips.ts";
import { measureAudio } from "./audio-metrics.ts";
import type { DecodedAudio } from "./decode-file.ts";
import { measureDecoded } from "./measure-decoded.ts";

const asDecoded = (samples: Int16Array<ArrayBuffer>) =>
  ({ samples, sampleRateHz: 16_000, durationSeconds: samples.length / 16_000 }) as const;

describe("measureDecoded", () => {
  it("takes the rate of the header for the real one where it is lower than what was measured", async () => {
    const samples = await readClip("goforward");
    const realRateOf = async (sourceRateHz: number | undefined) => {
      const source = { container: "wav", sizeBytes: 0, sampleRateHz: sourceRateHz, channelCount: 1 } as const;
      return (await measureDecoded({ ...asDecoded(samples), source })).realRateHz;
    };
    expect(await Promise.all([5512, 44_100, undefined].map(realRateOf))).toEqual([5512, 16_000, 16_000]);
    expect(measureAudio(samples, 16_000).realRateHz).toBe(16_000);
  });

  it("keeps what the decoder saw to be lost in the mix of the channels", async () => {
    const source = { container: "wav", sizeBytes: 0, sampleRateHz: 16_000, channelCount: 2 } as const;
    const decoded = { ...asDecoded(new Int16Array(16_000)), source };
    const lossOf = async (audio: DecodedAudio) => (await measureDecoded(audio)).signs?.mixLossDb;
    expect([await lossOf({ ...decoded, mixLossDb: 90 }), await lossOf(decoded)]).toEqual([90, 0]);
  });
});
