import { createSampleDecoder } from "../../src/audio/decode-samples.ts";
import { readWav } from "../../src/audio/wav.ts";

/** Metrics that distinguish speech from silence, a tone or noise. */
export interface SpeechMeasure {
  durationSeconds: number;
  sampleRateHz: number;
  /** Root mean square level of the whole audio, in dBFS. */
  levelDb: number;
  /** Share of 20 ms frames louder than -45 dBFS, 0 to 1: 1 for a tone or noise, 0 for silence, between for speech. */
  voicedShare: number;
  /**
   * Coefficient of variation of the zero crossings of loud frames. Vowels have few crossings and sibilants many; it is 0 for a
   * tone and below 0.2 for steady noise.
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
