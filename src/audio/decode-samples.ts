import { decodeALaw, decodeMuLaw } from "./g711.ts";
import { pcmSamples, type WavCoding } from "./wav.ts";

/** Turns encoded mono bytes into samples; give it a stream in pieces of any length, in order. */
export type SampleDecoder = (bytes: Uint8Array) => Int16Array<ArrayBuffer>;

/** Makes a decoder for one sound. Half a sample at the end of a piece waits for the next piece. */
export function createSampleDecoder(coding: WavCoding): SampleDecoder {
  if (coding === "mulaw") return decodeMuLaw;
  if (coding === "alaw") return decodeALaw;
  let rest = new Uint8Array();
  return (bytes) => {
    const whole = new Uint8Array(rest.length + bytes.length);
    whole.set(rest);
    whole.set(bytes, rest.length);
    rest = whole.slice(whole.length - (whole.length % 2));
    return pcmSamples(whole);
  };
}
