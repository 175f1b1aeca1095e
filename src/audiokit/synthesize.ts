import type { WavCoding, WavFormat } from "../audio/wav.ts";
import type { AudioKitCallOptions } from "./call-options.ts";
import type { Reply } from "./reply.ts";

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
  /** Sees every piece as it arrives; what it throws ends the call. Called for streams only. */
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
