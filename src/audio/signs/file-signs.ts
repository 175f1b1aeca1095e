import { WavError } from "../wav-header.ts";
import { pcmSamples, readWav } from "../wav.ts";
import type { Correlations } from "./sample-correlation.ts";
import { measureCorrelations } from "./sound-signs.ts";

/**
 * How alike the samples of a WAV are as they stand in the file: a wrong order of bytes, or channels that are taken for one, cannot be
 * seen any more where a decoder resampled or mixed them. Undefined for what is no WAV of 16-bit samples.
 */
export function fileSigns(bytes: Uint8Array): Correlations | undefined {
  try {
    const { samples, coding, sampleRateHz, channelCount } = readWav(bytes);
    if (coding !== "pcm16") return undefined;
    return measureCorrelations(alignedSamples(samples), sampleRateHz, channelCount);
  } catch (thrown) {
    if (thrown instanceof WavError || thrown instanceof RangeError) return undefined;
    throw thrown;
  }
}

/** A view where the bytes allow one: a file may have hundreds of megabytes. */
function alignedSamples(bytes: Uint8Array): Int16Array {
  if (bytes.byteOffset % 2 === 1) return pcmSamples(bytes);
  return new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
}
