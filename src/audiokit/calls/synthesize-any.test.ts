import { createRouterTransport } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { pcmBytes, writeWav } from "../../audio/wav.ts";
import { TTS } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { clientOver } from "../client.ts";
import { synthesizeAny } from "./synthesize-any.ts";

const samples = pcmBytes(new Int16Array(800).fill(7));
const wav = writeWav(samples, { coding: "pcm16", sampleRateHz: 8000, channelCount: 1 });

function setup() {
  const methods: string[] = [];
  const transport = createRouterTransport(({ service }) => {
    service(TTS, {
      synthesize(_, { responseHeader }) {
        methods.push("synthesize");
        responseHeader.set("request_id", "FS-1");
        return { audio: wav };
      },
      async *streamingSynthesize() {
        methods.push("streamingSynthesize");
        yield await Promise.resolve({ audio: samples });
      },
      async *streamingVoiceCloning({ voiceId }) {
        methods.push(`streamingVoiceCloning of ${voiceId}`);
        yield await Promise.resolve({ audio: samples });
      },
    });
  });
  return { client: clientOver(transport, () => 0), methods };
}

describe("synthesizeAny", () => {
  it("gives the same chunk through a stream, a cloned voice and a unary call", async () => {
    const { client, methods } = setup();
    const order = { text: "One", voice: "borisova", sampleRateHz: 8000 };
    const emphasis = { ...order, text: "<speak><emphasis>One</emphasis></speak>", ssml: true };
    for (const each of [order, { ...order, voiceId: "voice-1" }, emphasis]) {
      const stream = synthesizeAny(client, each);
      expect(stream.summary()).toMatchObject({ sampleRateHz: 8000, chunkCount: 0, seconds: 0 });
      const chunks = await Array.fromAsync(stream);
      expect(chunks).toEqual([{ coding: "pcm16", sampleRateHz: 8000, channelCount: 1, bytes: samples, index: 0 }]);
      expect(stream.summary()).toMatchObject({ chunkCount: 1, seconds: 0.1 });
      await expect(Array.fromAsync(stream)).rejects.toThrow("a speech stream can be read once");
    }
    expect(methods).toEqual(["streamingSynthesize", "streamingVoiceCloning of voice-1", "synthesize"]);
  });

  it("gives the metadata of a unary response in its summary", async () => {
    const stream = synthesizeAny(setup().client, { text: "<speak><emphasis/></speak>", ssml: true, voice: "borisova" });
    await Array.fromAsync(stream);
    expect(stream.summary().reply).toEqual({ serverRequestId: "FS-1", ignored: [] });
  });
});
