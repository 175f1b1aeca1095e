import { createClient, type Transport } from "@connectrpc/connect";
import { STT } from "../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { TTS } from "../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { VoiceCloning } from "../gen/mts/ai/audiogram/voice_cloning/v1/voice_cloning_pb.ts";
import type { AudioKitCallOptions } from "./contract/call-options.ts";
import { sttModels, ttsModels, type ModelsClient } from "./calls/models.ts";
import type { RecognitionRequest } from "./calls/recognition-request.ts";
import { recognizeFile, type Recognition } from "./calls/recognize-file.ts";
import { recognizeStream, type LiveOptions, type LiveRecognition, type LiveRequest } from "./calls/recognize-stream.ts";
import type { ResponseMetadata } from "./contract/response-metadata.ts";
import type { SynthesisClient } from "./calls/synthesize-any.ts";
import { synthesizeCloned, synthesizeClonedStream } from "./calls/synthesize-cloned.ts";
import { synthesize, synthesizeStream } from "./calls/synthesize.ts";
import { createAudioKitTransport, type TransportOptions } from "./transport/audiokit-transport.ts";
import {
  cloneVoice,
  deleteVoice,
  getVoiceTaskInfo,
  type BegunTask,
  type VoiceSample,
  type VoiceTask,
} from "./calls/voice-cloning.ts";
import { waitForVoice, type ReadyVoice, type WaitForVoiceOptions } from "./calls/wait-for-voice.ts";

/** The speech platform as the browser uses it. Every failure is an AudioKitError. */
export interface AudioKitClient extends SynthesisClient, ModelsClient {
  /** Recognises a whole recording; deadline 10 minutes. */
  recognizeFile(request: RecognitionRequest, options?: AudioKitCallOptions): Promise<Recognition>;
  /** Recognises audio while it is recorded; deadline an hour. Nothing is sent before the phrases are requested. */
  recognizeStream(chunks: AsyncIterable<Uint8Array>, request: LiveRequest, options?: LiveOptions): LiveRecognition;
  /** Starts to clone a voice; deadline 10 minutes. */
  cloneVoice(sample: VoiceSample, options?: AudioKitCallOptions): Promise<BegunTask>;
  /** The status of a cloning task; deadline 60 seconds. */
  getVoiceTaskInfo(taskId: string, options?: AudioKitCallOptions): Promise<VoiceTask>;
  /** Polls with growing pauses until the voice is ready. */
  waitForVoice(taskId: string, options?: WaitForVoiceOptions): Promise<ReadyVoice>;
  /** Deletes a cloned voice; deadline 60 seconds. */
  deleteVoice(voiceId: string, options?: AudioKitCallOptions): Promise<ResponseMetadata>;
}

/** Makes a client of the platform at a URL. Nothing is sent before the first call. */
export function createAudioKitClient(options: TransportOptions): AudioKitClient {
  return clientOver(createAudioKitTransport(options));
}

/**
 * Makes a client over a transport that is open already.
 *
 * @param nowMs a clock that never jumps, in milliseconds
 */
export function clientOver(transport: Transport, nowMs: () => number = () => performance.now()): AudioKitClient {
  const tts = createClient(TTS, transport);
  const stt = createClient(STT, transport);
  const cloning = createClient(VoiceCloning, transport);
  return {
    synthesize: (request, options = {}) => synthesize(tts, request, options, nowMs),
    synthesizeStream: (request, options = {}) => synthesizeStream(tts, request, options, nowMs),
    recognizeFile: (request, options = {}) => recognizeFile(stt, request, options, nowMs),
    recognizeStream: (chunks, request, options = {}) => recognizeStream(stt, chunks, request, options, nowMs),
    ttsModels: (options = {}) => ttsModels(tts, options),
    sttModels: (options = {}) => sttModels(stt, options),
    cloneVoice: (sample, options = {}) => cloneVoice(cloning, sample, options),
    getVoiceTaskInfo: (taskId, options = {}) => getVoiceTaskInfo(cloning, taskId, options),
    waitForVoice: (taskId, options = {}) =>
      waitForVoice((call) => getVoiceTaskInfo(cloning, taskId, call), options, nowMs),
    deleteVoice: (voiceId, options = {}) => deleteVoice(cloning, voiceId, options),
    synthesizeCloned: (request, options = {}) => synthesizeCloned(tts, request, options, nowMs),
    synthesizeClonedStream: (request, options = {}) => synthesizeClonedStream(tts, request, options, nowMs),
  };
}
