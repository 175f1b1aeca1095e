import { create } from "@bufbuild/protobuf";
import type { Client } from "@connectrpc/connect";
import type { WavCoding } from "../../audio/wav.ts";
import {
  SynthesizeOptions_PostprocessingMode as PostprocessingMode,
  SynthesizeSpeechRequestSchema,
  VoiceStyle,
  type SynthesizeSpeechRequest,
  type TTS,
} from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import type { AudioKitCallOptions } from "../contract/call-options.ts";
import { customOptionsMessage, type CustomOptions } from "./custom-options.ts";
import { encodings } from "../contract/encodings.ts";
import { openSpeechStream, type SpeechStream } from "./speech-stream.ts";
import { readWhole, type Synthesis } from "./synthesis-response.ts";

/** The styles of a voice, as SSML spells them. */
export const voiceStyles = ["neutral", "happy", "angry", "sad", "surprised", "conversational"] as const;
export type VoiceStyleName = (typeof voiceStyles)[number];

/**
 * How the platform may process the audio afterwards: not at all (advised), like a telephone line (no longer supported there),
 * or to make it prettier (discouraged).
 */
export const postprocessingModes = ["disable", "phone-channel", "prettify"] as const;
export type PostprocessingName = (typeof postprocessingModes)[number];

/** What to synthesise, and how. */
export interface SynthesisRequest {
  /** Plain text, or one `<speak>` element when `ssml` is set. Not empty. */
  text: string;
  /** Default false: tags in the text are read aloud. */
  ssml?: boolean;
  /** Name from the model list. */
  voice: string;
  /** BCP 47; default `ru`. */
  language?: string;
  /** Default 16000. */
  sampleRateHz?: number;
  /** Default `pcm16`. */
  coding?: WavCoding;
  /** Default `neutral`. */
  style?: VoiceStyleName;
  /** `type` from the model list; the platform chooses when absent. */
  modelType?: string;
  /** Rate of the voice model, in Hz; the platform takes the next higher one when absent. */
  modelSampleRateHz?: number;
  /** Default `disable`. */
  postprocessing?: PostprocessingName;
  /** Experimental; none when absent. */
  customOptions?: CustomOptions;
}

/** Rate of the audio where a request names none, in Hz. */
export const defaultRateHz = 16_000;

/** Synthesises in one response, which is a WAV already. */
export function synthesize(
  tts: Client<typeof TTS>,
  request: SynthesisRequest,
  options: AudioKitCallOptions,
  nowMs: () => number,
): Promise<Synthesis> {
  return readWhole((call) => tts.synthesize(synthesisMessage(request), call), options, nowMs);
}

/** Synthesises in chunks of the requested rate, mono. */
export function synthesizeStream(
  tts: Client<typeof TTS>,
  request: SynthesisRequest,
  options: AudioKitCallOptions,
  nowMs: () => number,
): SpeechStream {
  const { coding = "pcm16", sampleRateHz = defaultRateHz } = request;
  const format = { coding, sampleRateHz, channelCount: 1 } as const;
  return openSpeechStream((call) => tts.streamingSynthesize(synthesisMessage(request), call), format, options, nowMs);
}

const styles: Record<VoiceStyleName, VoiceStyle> = {
  neutral: VoiceStyle.NEUTRAL,
  happy: VoiceStyle.HAPPY,
  angry: VoiceStyle.ANGRY,
  sad: VoiceStyle.SAD,
  surprised: VoiceStyle.SURPRISED,
  conversational: VoiceStyle.CONVERSATIONAL,
};

const modes: Record<PostprocessingName, PostprocessingMode> = {
  disable: PostprocessingMode.POST_PROCESSING_DISABLE,
  "phone-channel": PostprocessingMode.POST_PROCESSING_PHONE_CHANNEL,
  prettify: PostprocessingMode.POST_PROCESSING_PRETTIFY,
};

function synthesisMessage(request: SynthesisRequest): SynthesizeSpeechRequest {
  return create(SynthesizeSpeechRequestSchema, {
    inputSource: { case: request.ssml ? "ssml" : "text", value: request.text },
    languageCode: request.language ?? "ru",
    encoding: encodings[request.coding ?? "pcm16"],
    sampleRateHertz: request.sampleRateHz ?? defaultRateHz,
    voiceName: request.voice,
    synthesizeOptions: {
      modelType: request.modelType ?? "",
      modelSampleRateHertz: request.modelSampleRateHz ?? 0,
      voiceStyle: styles[request.style ?? "neutral"],
      postprocessingMode: modes[request.postprocessing ?? "disable"],
      customOptions: customOptionsMessage(request.customOptions ?? {}),
    },
  });
}
