import { encodeALaw, encodeMuLaw } from "../../audio/g711.ts";
import { pcmBytes, type WavCoding } from "../../audio/wav.ts";
import { AudioEncoding } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";

/** Codings of the platform's encodings; those that are missing are not supported. */
const codings = new Map<AudioEncoding, WavCoding>([
  [AudioEncoding.LINEAR_PCM, "pcm16"],
  [AudioEncoding.MULAW, "mulaw"],
  [AudioEncoding.ALAW, "alaw"],
]);

/** The coding of an encoding of the platform; undefined when it is not supported. */
export function codingOf(encoding: AudioEncoding): WavCoding | undefined {
  return codings.get(encoding);
}

/** Samples as the bytes of a coding, without a header. */
export function encodeSamples(samples: Int16Array<ArrayBuffer>, coding: WavCoding): Uint8Array<ArrayBuffer> {
  if (coding === "mulaw") return encodeMuLaw(samples);
  return coding === "alaw" ? encodeALaw(samples) : pcmBytes(samples);
}
