import { decodeALaw, decodeMuLaw } from "./g711.ts";
import type { WavCoding } from "./wav.ts";

/** Decodes mono bytes to samples; takes a stream in chunks of any length, in order. */
export type SampleDecoder = (bytes: Uint8Array) => Int16Array<ArrayBuffer>;

/** Makes a decoder for one stream. Half a sample at the end of a chunk waits for the next chunk. */
export function createSampleDecoder(coding: WavCoding): SampleDecoder {
  if (coding === "mulaw") return decodeMuLaw;
  if (coding === "alaw") return decodeALaw;
  let rest = new Uint8Array();
  return (bytes) => {
    const whole = new Uint8Array(rest.length + bytes.length);
    whole.set(rest);
    whole.set(bytes, rest.length);
    rest = whole.slice(whole.length - (whole.length % 2));
    // Little-endian, as every machine with a browser has it.
    return new Int16Array(whole.buffer, 0, Math.floor(whole.length / 2));
  };
}
