import { describe, expect, it } from "vitest";
import { pcmBytes, readWav, writeWav, type WavFormat } from "../audio/wav.ts";
import { WavError } from "../audio/wav-header.ts";
import type { LogEvent } from "../logging/log-event.ts";
import { fitSound } from "./fit-sound.ts";
import { readLoggedCall } from "./read-logged-call.ts";

const samples = pcmBytes(Int16Array.from({ length: 800 }, (_, at) => Math.round(8000 * Math.sin(at / 5))));
const wavOf = (format: Partial<WavFormat> = {}) =>
  writeWav(samples, { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1, ...format });

function recognition(method: string, fields: object = {}) {
  const endpoint = `https://h/mts.ai.audiogram.stt.v3.STT/${method}`;
  const request_data = { encoding: "LINEAR_PCM", sample_rate: 16_000, channels: 1, model: "m", ...fields };
  return readLoggedCall([{ request_id: "req_1", endpoint, request_data } as unknown as LogEvent])!;
}

describe("a kept sound beside the snippets of its call", () => {
  it("is the samples that were sent, with a header of 44 bytes", () => {
    const call = recognition("FileRecognize");
    const fitted = fitSound(call, wavOf());
    expect(fitted).toMatchObject({ call, differs: false });
    expect(fitted.wav.subarray(44)).toEqual(samples);
  });

  it("is coded as it was sent where it was kept as 16-bit PCM, as files are", () => {
    const { wav, differs } = fitSound(recognition("FileRecognize", { encoding: "ALAW" }), wavOf());
    expect(readWav(wav)).toMatchObject({ coding: "alaw", sampleRateHz: 16_000 });
    expect([wav.length - 58, differs]).toEqual([samples.length / 2, false]);
  });

  it("keeps its own rate and channels, which the snippet then states instead of those that were sent", () => {
    for (const [method, path] of [
      ["FileRecognize", (config: object) => config],
      ["Recognize", (config: object) => ({ config })],
    ] as const) {
      const { call, wav, differs } = fitSound(recognition(method), wavOf({ sampleRateHz: 44_100, channelCount: 2 }));
      expect(differs).toBe(true);
      const stated = { sample_rate_hertz: 44_100, audio_channel_count: 2, model: "m" };
      expect(call.request["config"]).toMatchObject(path(stated));
      expect(call.sound?.format).toMatchObject({ sampleRateHz: 44_100, channelCount: 2 });
      expect(readWav(wav)).toMatchObject({ sampleRateHz: 44_100, channelCount: 2 });
    }
  });

  it("is refused where it is no WAV", () => {
    expect(() => fitSound(recognition("Recognize"), new Uint8Array(100))).toThrow(WavError);
  });
});
