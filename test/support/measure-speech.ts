import { createSampleDecoder } from "../../src/audio/decode-samples.ts";
import { readWav } from "../../src/audio/wav.ts";

/** What tells speech from silence, a tone or noise. */
export interface SpeechMeasure {
  durationSeconds: number;
  sampleRateHz: number;
  /** Root mean square of the whole, in dB below full scale. */
  levelDb: number;
  /** Part of the 20 ms frames that are louder than -45 dB, 0 to 1. A tone or noise has 1, silence 0, speech pauses. */
  voicedShare: number;
  /**
   * Spread of the zero crossings over the loud frames: standard deviation over mean. Vowels cross seldom, sibilants
   * often; a tone has 0 and steady noise less than 0.2.
   */
  crossingSpread: number;
}

/** Measures a mono WAV. */
export function measureSpeech(bytes: Uint8Array): SpeechMeasure {
  const wav = readWav(bytes);
  const samples = createSampleDecoder(wav.coding)(wav.samples);
  const frameSamples = Math.round(wav.sampleRateHz / 50);
  const crossings: number[] = [];
  let frames = 0;
  for (let start = 0; start + frameSamples <= samples.length; start += frameSamples) {
    const frame = samples.subarray(start, start + frameSamples);
    frames++;
    if (levelDb(frame) > -45) crossings.push(countCrossings(frame));
  }
  return {
    durationSeconds: samples.length / wav.sampleRateHz,
    sampleRateHz: wav.sampleRateHz,
    levelDb: levelDb(samples),
    voicedShare: frames === 0 ? 0 : crossings.length / frames,
    crossingSpread: spread(crossings),
  };
}

function levelDb(samples: Int16Array): number {
  let energy = 0;
  for (const sample of samples) energy += (sample / 32768) ** 2;
  return 10 * Math.log10(energy / samples.length);
}

function countCrossings(samples: Int16Array): number {
  let count = 0;
  for (let n = 1; n < samples.length; n++) if (samples[n]! < 0 !== samples[n - 1]! < 0) count++;
  return count;
}

function spread(values: number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return values.length === 0 || mean === 0 ? 0 : Math.sqrt(variance) / mean;
}
