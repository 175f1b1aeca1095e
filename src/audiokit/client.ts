import { createClient, type Transport } from "@connectrpc/connect";
import { STT } from "../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { TTS } from "../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import type { AudioKitCallOptions } from "./call-options.ts";
import { sttModels, ttsModels, type ModelList, type SttModel, type TtsModel } from "./models.ts";
import type { RecognitionRequest } from "./recognition-request.ts";
import { recognizeFile, type Recognition } from "./recognize.ts";
import {
  synthesize,
  synthesizeStream,
  type Synthesis,
  type SynthesisOptions,
  type SynthesisRequest,
} from "./synthesize.ts";
import { openTransport, type TransportOptions } from "./transport.ts";

/** The speech platform as the browser uses it. Every failure is an AudioKitError. */
export interface AudioKitClient {
  /** One answer with the whole WAV; deadline 10 minutes. */
  synthesize(request: SynthesisRequest, options?: AudioKitCallOptions): Promise<Synthesis>;
  /** In pieces, the first as soon as it is ready; deadline 10 minutes. */
  synthesizeStream(request: SynthesisRequest, options?: SynthesisOptions): Promise<Synthesis>;
  /** Recognises a whole recording; deadline 10 minutes. */
  recognizeFile(request: RecognitionRequest, options?: AudioKitCallOptions): Promise<Recognition>;
  /** Voices; deadline 60 seconds. */
  ttsModels(options?: AudioKitCallOptions): Promise<ModelList<TtsModel>>;
  /** Recognition models; deadline 60 seconds. */
  sttModels(options?: AudioKitCallOptions): Promise<ModelList<SttModel>>;
}

/** Makes a client of the platform at a URL. Nothing is sent before the first call. */
export function createAudioKitClient(options: TransportOptions): AudioKitClient {
  return clientOver(openTransport(options));
}

/**
 * Makes a client over a transport that is open already.
 *
 * @param nowMs a clock that never jumps, in milliseconds
 */
export function clientOver(transport: Transport, nowMs: () => number = () => performance.now()): AudioKitClient {
  const tts = createClient(TTS, transport);
  const stt = createClient(STT, transport);
  return {
    synthesize: (request, options = {}) => synthesize(tts, request, options, nowMs),
    synthesizeStream: (request, options = {}) => synthesizeStream(tts, request, options, nowMs),
    recognizeFile: (request, options = {}) => recognizeFile(stt, request, options, nowMs),
    ttsModels: (options = {}) => ttsModels(tts, options),
    sttModels: (options = {}) => sttModels(stt, options),
  };
}
