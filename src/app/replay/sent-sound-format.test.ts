import { describe, expect, it } from "vitest";
import type { LogEvent } from "../../logging/log-event.ts";
import { sentSoundFormat } from "./sent-sound-format.ts";

const line = (fields: object) => ({ event: "request_start", request_id: "req_1", ...fields }) as unknown as LogEvent;

describe("sentSoundFormat", () => {
  it("is what a recognition says that it sent", () => {
    const request_data = { encoding: "MULAW", sample_rate: 8_000, channels: 2 };
    for (const operation of ["FileRecognize", "Recognize"]) {
      const format = { coding: "mulaw", sampleRateHz: 8_000, channelCount: 2 };
      expect(sentSoundFormat(line({ service: "ASR", operation, request_data }))).toEqual(format);
    }
  });

  it("is unknown of a line without the request, of a call that sends text, and of lines that are none of a call", () => {
    expect(sentSoundFormat(line({ service: "ASR", operation: "FileRecognize" }))).toBeUndefined();
    expect(sentSoundFormat(line({ service: "TTS", operation: "Synthesize", request_data: {} }))).toBeUndefined();
    expect(sentSoundFormat(line({ service: 7, operation: ["x"], request_data: "text" }))).toBeUndefined();
  });
});
