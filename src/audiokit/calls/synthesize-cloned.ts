import { create } from "@bufbuild/protobuf";
import type { Client } from "@connectrpc/connect";
import { VoiceCloningRequestSchema, type TTS } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import type { AudioKitCallOptions } from "../contract/call-options.ts";
import { encodings } from "../contract/encodings.ts";
import { openSpeechStream, type SpeechStream } from "./speech-stream.ts";
import { readWhole, type Synthesis } from "./synthesis-response.ts";
import { defaultRateHz, type SynthesisRequest } from "./synthesize.ts";

/** What to synthesise with a cloned voice. The platform has no styles and no choice of model for it. */
export interface ClonedSpeechRequest extends Pick<
  SynthesisRequest,
  "text" | "ssml" | "language" | "sampleRateHz" | "coding"
> {
  /** Id of a voice that is ready. */
  voiceId: string;
}

/** Synthesises with a cloned voice in one response, which is a WAV already. */
export function synthesizeCloned(
  tts: Client<typeof TTS>,
  request: ClonedSpeechRequest,
  options: AudioKitCallOptions,
  nowMs: () => number,
): Promise<Synthesis> {
  const message = clonedMessage(request);
  return readWhole((call) => tts.voiceCloning(message, call), options, nowMs);
}

/** Synthesises with a cloned voice in chunks of the requested rate, mono. */
export function synthesizeClonedStream(
  tts: Client<typeof TTS>,
  request: ClonedSpeechRequest,
  options: AudioKitCallOptions,
  nowMs: () => number,
): SpeechStream {
  const message = clonedMessage(request);
  const format = { coding: request.coding ?? "pcm16", sampleRateHz: message.sampleRateHertz, channelCount: 1 } as const;
  return openSpeechStream((call) => tts.streamingVoiceCloning(message, call), format, options, nowMs);
}

function clonedMessage(request: ClonedSpeechRequest) {
  return create(VoiceCloningRequestSchema, {
    inputSource: { case: request.ssml ? "ssml" : "text", value: request.text },
    languageCode: request.language ?? "ru",
    encoding: encodings[request.coding ?? "pcm16"],
    sampleRateHertz: request.sampleRateHz ?? defaultRateHz,
    voiceId: request.voiceId,
  });
}
