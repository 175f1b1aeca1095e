import { create, type Message, type MessageInitShape } from "@bufbuild/protobuf";
import { createClient, createRouterTransport, type Client } from "@connectrpc/connect";
import { createVad } from "../../src/companion/engines/vad.ts";
import type { RecognitionEngine } from "../../src/emulator/recognition/recognition-engine.ts";
import { createStt } from "../../src/emulator/recognition/recognition.ts";
import { emulatorRoutes } from "../../src/emulator/routes.ts";
import {
  AudioEncoding,
  RecognizeRequestSchema,
  STT,
  type RecognitionConfigSchema,
  type RecognizeRequest,
} from "../../src/gen/mts/ai/audiogram/stt/v3/stt_pb.ts";

/** Fields of a recognition configuration that a test sets. */
export type ConfigInit = Exclude<MessageInitShape<typeof RecognitionConfigSchema>, Message>;

/** Opens the embedded platform's recognition service in memory, with these engines and the real voice activity detector. */
export async function openStt(engines: RecognitionEngine[]): Promise<Client<typeof STT>> {
  const recognition = createStt({ engines, vad: await createVad() });
  const tokens = { verify: () => Promise.resolve(undefined) };
  return createClient(STT, createRouterTransport(emulatorRoutes({ synthesis: {}, recognition, tokens })));
}

/** Configuration for English, 16 kHz, mono, 16-bit, with changes. */
export function englishConfig(change: ConfigInit = {}): ConfigInit {
  return {
    encoding: AudioEncoding.LINEAR_PCM,
    sampleRateHertz: 16_000,
    languageCode: "en",
    audioChannelCount: 1,
    ...change,
  };
}

/** The messages of a stream: the configuration, then the audio in chunks of `chunkBytes`. */
export async function* streamOf(
  config: ConfigInit,
  audio: Uint8Array,
  { chunkBytes = 8000, interimResults = false, singleUtterance = false } = {},
): AsyncGenerator<RecognizeRequest> {
  yield create(RecognizeRequestSchema, {
    streamingRequest: { case: "config", value: { config, interimResults, singleUtterance } },
  });
  for (let offset = 0; offset < audio.length; offset += chunkBytes) {
    const value = audio.subarray(offset, offset + chunkBytes);
    yield create(RecognizeRequestSchema, { streamingRequest: { case: "audio", value } });
    // Yields to other tasks between messages.
    await new Promise(setImmediate);
  }
}
