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

/** Largest reply of a unary call, in bytes (contract section 8). */
const maxReplyBytes = maxMessageBytes;
/** A message of a stream carries at least this much sound, unless the text ends. */
const messageMs = 400;

/** A piece of sound, or the whole, as every method of synthesis answers. */
export interface AudioReply {
  audio: Uint8Array<ArrayBuffer>;
  header: { timestamp: bigint };
}

/** The methods of TTS; those of presets answer by them. */
export interface SynthesisMethods extends Pick<ServiceImpl<typeof TTS>, "getModelsInfo"> {
  synthesize(request: SynthesizeSpeechRequest, context: HandlerContext): Promise<AudioReply>;
  streamingSynthesize(request: SynthesizeSpeechRequest, context: HandlerContext): AsyncGenerator<AudioReply>;
  voiceCloning(request: VoiceCloningRequest, context: HandlerContext): Promise<AudioReply>;
  streamingVoiceCloning(request: VoiceCloningRequest, context: HandlerContext): AsyncGenerator<AudioReply>;
}

/**
 * The platform's speech synthesis over a real engine.
 *
 * @param findClonedVoice default: there are no cloned voices
 * @param now the time of the replies' headers, in milliseconds since the epoch
 */
export function createTts(
  engine: SynthesisEngine,
  findClonedVoice: ClonedVoiceLookup = () => undefined,
  now: () => number = Date.now,
): SynthesisMethods {
  const header = () => ({ timestamp: BigInt(now()) });

  /** Notes in the response headers what is not honoured. */
  function note({ script }: SynthesisPlan, context: HandlerContext): void {
    noteIgnored(context, [...script.ignored]);
    for (const remark of script.remarks) noteMismatch(context, remark);
  }

  function takeCloned(request: VoiceCloningRequest, isStream: boolean, context: HandlerContext): SynthesisPlan {
    const voice = findClonedVoice(request.voiceId);
    if (!voice) throw noSuchVoice(request.voiceId);
    const order = readClonedSynthesisRequest(request, voice, isStream, engine);
    noteMismatch(context, cloningNote);
    return order;
  }

  async function synthesizeUnary(order: SynthesisPlan, context: HandlerContext): Promise<AudioReply> {
    note(order, context);
    const pieces: Uint8Array[] = [];
    let sizeBytes = 0;
    for await (const piece of encodedAudio(engine, order, context.signal)) {
      pieces.push(piece);
      sizeBytes += piece.length;
      if (sizeBytes > maxReplyBytes - 100) {
        throw new ConnectError(
          `the audio is larger than a reply may be (${String(maxReplyBytes)} bytes); use a streaming method`,
          Code.ResourceExhausted,
        );
      }
    }
    const { coding, sampleRateHz } = order;
    return {
      audio: writeWav(joinBytes(pieces), { coding, sampleRateHz, channelCount: 1 }),
      header: header(),
    };
  }

  async function* speakInPieces(order: SynthesisPlan, context: HandlerContext): AsyncGenerator<AudioReply> {
    note(order, context);
    const fullBytes = (order.sampleRateHz * bytesPerSample(order.coding) * messageMs) / 1000;
    for await (const audio of gathered(encodedAudio(engine, order, context.signal), fullBytes)) {
      yield { audio, header: header() };
    }
  }

  return {
    async synthesize(request, context) {
      return synthesizeUnary(readSynthesisRequest(request, false, engine), context);
    },
    async *streamingSynthesize(request, context) {
      yield* speakInPieces(readSynthesisRequest(request, true, engine), context);
    },
    async voiceCloning(request, context) {
      return synthesizeUnary(takeCloned(request, false, context), context);
    },
    async *streamingVoiceCloning(request, context) {
      yield* speakInPieces(takeCloned(request, true, context), context);
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

async function* encodedAudio(engine: SynthesisEngine, order: SynthesisPlan, signal: AbortSignal) {
  try {
    for await (const samples of synthesizeScript(engine, order, signal)) yield encodeSamples(samples, order.coding);
  } catch (error) {
    throw error instanceof SynthesisEngineError ? asConnectError(error) : error;
  }
}

/** Puts pieces together to messages of a size; the first goes out as it comes, so that the listener need not wait. */
async function* gathered(
  pieces: AsyncIterable<Uint8Array>,
  fullBytes: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let isFirst = true;
  for await (const piece of pieces) {
    waiting.push(piece);
    waitingBytes += piece.length;
    if (isFirst || waitingBytes >= fullBytes) {
      yield joinBytes(waiting);
      waiting = [];
      waitingBytes = 0;
      isFirst = false;
    }
  }
  if (waitingBytes > 0) yield joinBytes(waiting);
}

/** A missing engine is a method that this installation does not have; a broken one is an inner service that is down. */
function asConnectError(error: SynthesisEngineError): ConnectError {
  const code = { missing: Code.Unimplemented, crashed: Code.Internal, closed: Code.Unavailable }[error.kind];
  return new ConnectError(`speech synthesis: ${error.message}`, code, undefined, undefined, error);
}
