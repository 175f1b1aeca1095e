import { createClient } from "@connectrpc/connect";
import { createAudioKitTransport } from "../../src/audiokit/transport/audiokit-transport.ts";
import { TTS } from "../../src/gen/mts/ai/audiogram/tts/v2/tts_pb.ts";

// Runs in the browser for stream-throughput.bench.ts.

const tts = createClient(TTS, createAudioKitTransport({ baseUrl: location.origin }));

const stream = {
  /** Reads the server stream with the product's transport; returns the bytes of audio and the duration. */
  async calls() {
    const startedMs = performance.now();
    let bytes = 0;
    for await (const { audio } of tts.streamingSynthesize({})) bytes += audio.length;
    return { bytes, ms: performance.now() - startedMs };
  },
  /** Reads the same bytes from a plain HTTP response. */
  async raw(path: string) {
    const startedMs = performance.now();
    const { body } = await fetch(path, { method: "POST" });
    let bytes = 0;
    const reader = body!.getReader();
    for (let step = await reader.read(); !step.done; step = await reader.read()) bytes += step.value.length;
    return { bytes, ms: performance.now() - startedMs };
  },
};

export type StreamBench = typeof stream;

Object.assign(globalThis, { stream });
