import { createRouterTransport, type ServiceImpl } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { assembleWav } from "../../audio/assemble-wav.ts";
import { readWav } from "../../audio/wav.ts";
import { TTS } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { AudioKitError } from "../contract/audiokit-error.ts";
import { clientOver } from "../client.ts";
import { collectSpeech, openSpeechStream } from "./speech-stream.ts";

function setup(tts: Partial<ServiceImpl<typeof TTS>>) {
  let nowMs = 1000;
  const client = clientOver(
    createRouterTransport(({ service }) => void service(TTS, tts)),
    () => nowMs,
  );
  return { client, pass: (ms: number) => (nowMs += ms) };
}

const hello = { text: "Привет", voice: "borisova" };

describe("synthesizeStream", () => {
  it("hands over every piece as it comes, and joins them to a WAV without half a sample", async () => {
    const { client, pass } = setup({
      async *streamingSynthesize() {
        for (const length of [0, 301, 300]) {
          pass(50);
          yield { audio: new Uint8Array(length).fill(length % 256) };
        }
      },
    });
    const stream = client.synthesizeStream(hello);
    const seen: [number, number][] = [];
    const chunks: Uint8Array[] = [];
    for await (const { index, bytes } of stream) {
      seen.push([index, bytes.length]);
      chunks.push(bytes);
    }
    const speech = stream.summary();
    const wav = assembleWav(chunks, speech);
    expect(seen).toEqual([[0, 301], [1, 300]]); // prettier-ignore
    expect(speech).toMatchObject({ chunkCount: 2, firstAudioMs: 100, totalMs: 150, seconds: 300 / 16_000 });
    expect(readWav(wav)).toMatchObject({ coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 });
    expect(readWav(wav).samples).toHaveLength(600);
  });

  it("sends nothing before it is read, and is read once; its summary says how far it is", async () => {
    let calls = 0;
    const { client, pass } = setup({
      async *streamingSynthesize() {
        calls++;
        pass(20);
        yield { audio: new Uint8Array(320) };
        yield { audio: new Uint8Array(320) };
      },
    });
    const stream = client.synthesizeStream(hello);
    expect(stream.summary()).toEqual({
      ...{ coding: "pcm16", sampleRateHz: 16_000, channelCount: 1, seconds: 0, chunkCount: 0, totalMs: 0 },
      reply: { ignored: [] },
    });
    expect(calls).toBe(0);
    const summaries = [];
    for await (const { index } of stream) summaries.push([index, stream.summary().seconds]);
    expect(summaries).toEqual([[0, 0.01], [1, 0.02]]); // prettier-ignore
    expect(stream.summary()).toMatchObject({ firstAudioMs: 20, chunkCount: 2 });
    await expect(collectSpeech(stream)).rejects.toThrow("a speech stream can be read once");
    expect(calls).toBe(1);
  });

  it("hands over the chunk that the transport gave, without a copy", async () => {
    const audio = new Uint8Array(320);
    const stream = openSpeechStream(
      async function* () {
        yield await Promise.resolve({ audio });
      },
      { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1 },
      {},
      () => 0,
    );
    for await (const { bytes } of stream) expect(bytes).toBe(audio);
    expect(stream.summary().chunkCount).toBe(1);
  });

  it("stops the server when its reader fails", async () => {
    const stopped = Promise.withResolvers<boolean>();
    const { client } = setup({
      async *streamingSynthesize(_, { signal }) {
        signal.addEventListener("abort", () => {
          stopped.resolve(true);
        });
        for (;;) yield { audio: await Promise.resolve(new Uint8Array(10)) };
      },
    });
    const read = async () => {
      for await (const { index } of client.synthesizeStream(hello)) {
        throw new Error(`speaker unplugged at chunk ${String(index)}`);
      }
    };
    await expect(read()).rejects.toThrow("speaker unplugged at chunk 0");
    expect(await stopped.promise).toBe(true);
  });

  it("is cancelled by the caller's signal, and the server hears of it", async () => {
    const stopped = Promise.withResolvers<boolean>();
    const { client } = setup({
      async *streamingSynthesize(_, { signal }) {
        signal.addEventListener("abort", () => {
          stopped.resolve(true);
        });
        yield { audio: new Uint8Array(10) };
        await stopped.promise;
      },
    });
    const leave = new AbortController();
    const stream = client.synthesizeStream(hello, { signal: leave.signal });
    const read = async () => {
      for await (const { index } of stream) if (index === 0) leave.abort();
    };
    const failure: unknown = await read().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AudioKitError);
    expect(failure).toMatchObject({ kind: "cancelled", grpcCode: 1 });
    expect(await stopped.promise).toBe(true);
  });
});
