import { create, toBinary } from "@bufbuild/protobuf";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FileRecognizeRequestSchema, RecognizeRequestSchema } from "../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { SynthesizeSpeechResponseSchema } from "../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { measureMessage, messageSizeBytes } from "./message-size.ts";

const audio = fc.integer({ min: 0, max: 70_000 }).map((length) => new Uint8Array(length).fill(1));

describe("messageSizeBytes", () => {
  it("equals the length of the encoding", () => {
    const messages = fc.oneof(
      fc.record({ audio, model: fc.string() }).map(({ audio, model }) => ({
        schema: FileRecognizeRequestSchema,
        message: create(FileRecognizeRequestSchema, { audio, config: { model, sampleRateHertz: 16000 } }),
      })),
      audio.map((value) => ({
        schema: RecognizeRequestSchema,
        message: create(RecognizeRequestSchema, { streamingRequest: { case: "audio", value } }),
      })),
      fc.string().map((model) => ({
        schema: RecognizeRequestSchema,
        message: create(RecognizeRequestSchema, { streamingRequest: { case: "config", value: { config: { model } } } }),
      })),
      fc.record({ audio, timestamp: fc.bigInt({ min: 0n, max: 2n ** 60n }) }).map(({ audio, timestamp }) => ({
        schema: SynthesizeSpeechResponseSchema,
        message: create(SynthesizeSpeechResponseSchema, { audio, header: { timestamp } }),
      })),
    );
    fc.assert(
      fc.property(messages, ({ schema, message }) => {
        expect(messageSizeBytes(schema, message)).toBe(toBinary(schema, message).length);
      }),
    );
  });

  it("leaves the message as it was", () => {
    const message = create(SynthesizeSpeechResponseSchema, { audio: new Uint8Array(300) });
    messageSizeBytes(SynthesizeSpeechResponseSchema, message);
    expect(message.audio).toHaveLength(300);
  });

  it("measures a message as it was, although its sound is taken away before the size is asked for", () => {
    const message = create(SynthesizeSpeechResponseSchema, { audio: new Uint8Array(700) });
    const size = toBinary(SynthesizeSpeechResponseSchema, message).length;
    const measure = measureMessage(SynthesizeSpeechResponseSchema, message);
    structuredClone(message.audio, { transfer: [message.audio.buffer] });
    message.audio = new Uint8Array(0);
    expect(measure()).toBe(size);
  });
});
