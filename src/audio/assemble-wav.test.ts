import { describe, expect, it } from "vitest";
import { assembleWav } from "./assemble-wav.ts";
import { readWav, writeWav, type WavFormat } from "./wav.ts";

const bytes = Uint8Array.from({ length: 103 }, (_, index) => index);

describe("assembleWav", () => {
  it.each<WavFormat>([
    { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 },
    { coding: "pcm16", sampleRateHz: 8000, channelCount: 2 },
    { coding: "alaw", sampleRateHz: 8000, channelCount: 1 },
  ])("gives the file that the same samples in one run give: $coding, $channelCount channels", (format) => {
    const frameBytes = format.channelCount * (format.coding === "pcm16" ? 2 : 1);
    const whole = bytes.subarray(0, 103 - (103 % frameBytes));
    for (const cuts of [[103], [0, 1, 50], [3, 100]]) {
      const edges = [0, ...cuts, 103];
      const chunks = edges.slice(1).map((end, index) => bytes.subarray(edges[index], end));
      expect(assembleWav(chunks, format)).toEqual(writeWav(whole, format));
    }
  });

  it("gives a WAV without samples where nothing came", () => {
    const format = { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 } as const;
    expect(readWav(assembleWav([], format))).toMatchObject({ ...format, samples: new Uint8Array() });
  });
});
