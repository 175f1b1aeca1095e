import { Code, ConnectError, type HandlerContext, type ServiceImpl } from "@connectrpc/connect";
import { bytesPerSample, writeWav } from "../../audio/wav.ts";
import type { SynthesizeSpeechRequest, TTS, VoiceCloningRequest } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { noteIgnored, noteMismatch } from "../call-metadata.ts";
import { encodeSamples } from "../audio/encode-audio.ts";
import { cloningNote, noSuchVoice, type ClonedVoiceLookup } from "./cloned-voice-lookup.ts";
import { synthesizeScript } from "./synthesize-script.ts";
import { type SynthesisEngine, SynthesisEngineError } from "./synthesis-engine.ts";
import { type SynthesisPlan, readClonedSynthesisRequest, readSynthesisRequest } from "./synthesis-plan.ts";
import { cloningModel, voiceModelRatesHz, voiceModelType, voiceNames } from "./voices.ts";
import { joinBytes } from "../../basics/bytes.ts";
import { maxMessageBytes } from "../../wire/message-size.ts";

/** Least audio of a message of a stream, unless the text ends. */
const messageMs = 400;

/** A chunk of audio, or all of it: the response of every method of synthesis. */
export interface AudioReply {
  audio: Uint8Array<ArrayBuffer>;
  header: { timestamp: bigint };
}

/** The methods of TTS, which the services of presets use too. */
export interface SynthesisMethods extends Pick<ServiceImpl<typeof TTS>, "getModelsInfo"> {
  synthesize(request: SynthesizeSpeechRequest, context: HandlerContext): Promise<AudioReply>;
  streamingSynthesize(request: SynthesizeSpeechRequest, context: HandlerContext): AsyncGenerator<AudioReply>;
  voiceCloning(request: VoiceCloningRequest, context: HandlerContext): Promise<AudioReply>;
  streamingVoiceCloning(request: VoiceCloningRequest, context: HandlerContext): AsyncGenerator<AudioReply>;
}

/**
 * Creates the platform's speech synthesis over an engine.
 *
 * @param findClonedVoice default: there are no cloned voices
 * @param now time in the header of a response, in milliseconds since the epoch
 */
export function createTts(
  engine: SynthesisEngine,
  findClonedVoice: ClonedVoiceLookup = () => undefined,
  now: () => number = Date.now,
): SynthesisMethods {
  const header = () => ({ timestamp: BigInt(now()) });

  /** Adds what is ignored or changed to the response headers. */
  function note({ script }: SynthesisPlan, context: HandlerContext): void {
    noteIgnored(context, [...script.ignored]);
    for (const remark of script.remarks) noteMismatch(context, remark);
  }

  function readCloned(request: VoiceCloningRequest, isStream: boolean, context: HandlerContext): SynthesisPlan {
    const voice = findClonedVoice(request.voiceId);
    if (!voice) throw noSuchVoice(request.voiceId);
    const plan = readClonedSynthesisRequest(request, voice, isStream, engine);
    noteMismatch(context, cloningNote);
    return plan;
  }

  async function synthesizeUnary(plan: SynthesisPlan, context: HandlerContext): Promise<AudioReply> {
    note(plan, context);
    const chunks: Uint8Array[] = [];
    let sizeBytes = 0;
    for await (const chunk of encodedAudio(engine, plan, context.signal)) {
      chunks.push(chunk);
      sizeBytes += chunk.length;
      if (sizeBytes > maxMessageBytes - 100) {
        throw new ConnectError(
          `the audio is larger than a reply may be (${String(maxMessageBytes)} bytes); use a streaming method`,
          Code.ResourceExhausted,
        );
      }
    }
    const { coding, sampleRateHz } = plan;
    return {
      audio: writeWav(joinBytes(chunks), { coding, sampleRateHz, channelCount: 1 }),
      header: header(),
    };
  }

  async function* streamChunks(plan: SynthesisPlan, context: HandlerContext): AsyncGenerator<AudioReply> {
    note(plan, context);
    const fullBytes = (plan.sampleRateHz * bytesPerSample(plan.coding) * messageMs) / 1000;
    for await (const audio of joinChunks(encodedAudio(engine, plan, context.signal), fullBytes)) {
      yield { audio, header: header() };
    }
  }

  return {
    async synthesize(request, context) {
      return synthesizeUnary(readSynthesisRequest(request, false, engine), context);
    },
    async *streamingSynthesize(request, context) {
      yield* streamChunks(readSynthesisRequest(request, true, engine), context);
    },
    async voiceCloning(request, context) {
      return synthesizeUnary(readCloned(request, false, context), context);
    },
    async *streamingVoiceCloning(request, context) {
      yield* streamChunks(readCloned(request, true, context), context);
    },

    getModelsInfo() {
      const models = engine.languages.flatMap((languageCode) =>
        voiceNames.flatMap((name) =>
          voiceModelRatesHz.map((sampleRateHertz) => ({ name, sampleRateHertz, languageCode, type: voiceModelType })),
        ),
      );
      return { models: [...models, cloningModel], header: header() };
    },
  };
}

async function* encodedAudio(engine: SynthesisEngine, plan: SynthesisPlan, signal: AbortSignal) {
  try {
    for await (const samples of synthesizeScript(engine, plan, signal)) yield encodeSamples(samples, plan.coding);
  } catch (error) {
    throw error instanceof SynthesisEngineError ? asConnectError(error) : error;
  }
}

/** Joins chunks into messages of a size; the first chunk is sent at once, for a short time to first audio. */
async function* joinChunks(
  chunks: AsyncIterable<Uint8Array>,
  fullBytes: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let isFirst = true;
  for await (const chunk of chunks) {
    waiting.push(chunk);
    waitingBytes += chunk.length;
    if (isFirst || waitingBytes >= fullBytes) {
      yield joinBytes(waiting);
      waiting = [];
      waitingBytes = 0;
      isFirst = false;
    }
  }
  if (waitingBytes > 0) yield joinBytes(waiting);
}

/** Maps an engine that is not installed to UNIMPLEMENTED, a crash to INTERNAL, a closed engine to UNAVAILABLE. */
function asConnectError(error: SynthesisEngineError): ConnectError {
  const code = { missing: Code.Unimplemented, crashed: Code.Internal, closed: Code.Unavailable }[error.kind];
  return new ConnectError(`speech synthesis: ${error.message}`, code, undefined, undefined, error);
}
