import { create } from "@bufbuild/protobuf";
import type { Client } from "@connectrpc/connect";
import { bytesPerSample, readWav, writeWav, type WavCoding, type WavFormat } from "../audio/wav.ts";
import {
  SynthesizeSpeechRequestSchema,
  VoiceStyle,
  type SynthesizeSpeechRequest,
  type TTS,
} from "../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import type { AudioKitCallOptions } from "./call-options.ts";
import { encodings } from "./encodings.ts";
import type { Reply } from "./reply.ts";
import { runCall, speechTimeoutMs } from "./run-call.ts";

/** The styles of a voice, as SSML spells them. */
export const voiceStyles = ["neutral", "happy", "angry", "sad", "surprised", "conversational"] as const;
export type VoiceStyleName = (typeof voiceStyles)[number];

/** What is to be said, and how. */
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
  /** Rate of the voice model; the platform takes the nearest, upwards, when absent. */
  modelSampleRateHz?: number;
}

/** A piece of the stream: headerless samples, mono. Its end may lie inside a sample. */
export interface SynthesisChunk extends WavFormat {
  bytes: Uint8Array;
  /** From 0. */
  index: number;
}

export interface SynthesisOptions extends AudioKitCallOptions {
  /** Sees every piece as it arrives; what it throws ends the call. */
  onChunk?: (chunk: SynthesisChunk) => void;
}

/** Speech, complete. */
export interface Synthesis extends WavFormat {
  /** A whole WAV file, header included. */
  wav: Uint8Array<ArrayBuffer>;
  /** Length of the sound, from its sample count. */
  seconds: number;
  /** Pieces received; 1 for a unary call. */
  chunkCount: number;
  /** From the call to the first piece of sound, in milliseconds. */
  firstAudioMs: number;
  /** From the call to its end, in milliseconds. */
  totalMs: number;
  reply: Reply;
}

/** Synthesises in one answer, which is a WAV already. */
export async function synthesize(
  tts: Client<typeof TTS>,
  request: SynthesisRequest,
  options: AudioKitCallOptions,
  nowMs: () => number,
): Promise<Synthesis> {
  const startedMs = nowMs();
  const message = synthesisMessage(request);
  const { answer, reply } = await runCall(options, speechTimeoutMs, async (call) => {
    const wav = (await tts.synthesize(message, call)).audio;
    const { samples, ...format } = readWav(wav);
    return { wav: wav as Uint8Array<ArrayBuffer>, ...format, seconds: secondsOf(samples.length, format) };
  });
  const totalMs = nowMs() - startedMs;
  return { ...answer, chunkCount: 1, firstAudioMs: totalMs, totalMs, reply };
}

/** Synthesises in pieces, and puts them together as a WAV of the requested rate, mono. */
export async function synthesizeStream(
  tts: Client<typeof TTS>,
  request: SynthesisRequest,
  options: SynthesisOptions,
  nowMs: () => number,
): Promise<Synthesis> {
  const startedMs = nowMs();
  const message = synthesisMessage(request);
  const format: WavFormat = {
    coding: request.coding ?? "pcm16",
    sampleRateHz: message.sampleRateHertz,
    channelCount: 1,
  };
  const pieces: Uint8Array[] = [];
  let firstAudioMs: number | undefined;
  const { reply } = await runCall(options, speechTimeoutMs, async (call) => {
    for await (const { audio: bytes } of tts.streamingSynthesize(message, call)) {
      if (bytes.length === 0) continue;
      firstAudioMs ??= nowMs() - startedMs;
      options.onChunk?.({ ...format, bytes, index: pieces.length });
      pieces.push(bytes);
    }
  });
  const totalMs = nowMs() - startedMs;
  const samples = joinWhole(pieces, bytesPerSample(format.coding));
  return {
    ...format,
    wav: writeWav(samples, format),
    seconds: secondsOf(samples.length, format),
    chunkCount: pieces.length,
    firstAudioMs: firstAudioMs ?? totalMs,
    totalMs,
    reply,
  };
}

const styles: Record<VoiceStyleName, VoiceStyle> = {
  neutral: VoiceStyle.NEUTRAL,
  happy: VoiceStyle.HAPPY,
  angry: VoiceStyle.ANGRY,
  sad: VoiceStyle.SAD,
  surprised: VoiceStyle.SURPRISED,
  conversational: VoiceStyle.CONVERSATIONAL,
};

function synthesisMessage(request: SynthesisRequest): SynthesizeSpeechRequest {
  return create(SynthesizeSpeechRequestSchema, {
    inputSource: { case: request.ssml ? "ssml" : "text", value: request.text },
    languageCode: request.language ?? "ru",
    encoding: encodings[request.coding ?? "pcm16"],
    sampleRateHertz: request.sampleRateHz ?? 16_000,
    voiceName: request.voice,
    synthesizeOptions: {
      modelType: request.modelType ?? "",
      modelSampleRateHertz: request.modelSampleRateHz ?? 0,
      voiceStyle: styles[request.style ?? "neutral"],
    },
  });
}

function secondsOf(sampleBytes: number, format: WavFormat): number {
  return sampleBytes / (bytesPerSample(format.coding) * format.channelCount * format.sampleRateHz);
}

/** All pieces in a row; bytes of an unfinished sample at the very end are left out. */
function joinWhole(pieces: Uint8Array[], sampleBytes: number): Uint8Array<ArrayBuffer> {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const joined = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    joined.set(piece, offset);
    offset += piece.length;
  }
  return joined.subarray(0, length - (length % sampleBytes));
}
