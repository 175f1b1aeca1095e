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

/** A recognition configuration, as far as a test cares. */
export type ConfigInit = Exclude<MessageInitShape<typeof RecognitionConfigSchema>, Message>;

/** The embedded platform's recognition in memory, with these engines and the real voice activity detector. */
export async function openStt(engines: RecognitionEngine[]): Promise<Client<typeof STT>> {
  const recognition = createStt({ engines, vad: await createVad() });
  const tokens = { verify: () => Promise.resolve(undefined) };
  return createClient(STT, createRouterTransport(emulatorRoutes({ synthesis: {}, recognition, tokens })));
}

/** English, 16 kHz, mono, 16-bit, and what the test adds. */
export function englishConfig(change: ConfigInit = {}): ConfigInit {
  return {
    encoding: AudioEncoding.LINEAR_PCM,
    sampleRateHertz: 16_000,
    languageCode: "en",
    audioChannelCount: 1,
    ...change,
  };
}

/** The messages of a stream: the configuration, then the audio in pieces. */
export async function* streamOf(
  config: ConfigInit,
  audio: Uint8Array,
  { pieceBytes = 8000, interimResults = false, singleUtterance = false } = {},
): AsyncGenerator<RecognizeRequest> {
  yield create(RecognizeRequestSchema, {
    streamingRequest: { case: "config", value: { config, interimResults, singleUtterance } },
  });
  for (let offset = 0; offset < audio.length; offset += pieceBytes) {
    const value = audio.subarray(offset, offset + pieceBytes);
    yield create(RecognizeRequestSchema, { streamingRequest: { case: "audio", value } });
    // A message of its own: other tasks have their turn in between.
    await new Promise(setImmediate);
  }
}
