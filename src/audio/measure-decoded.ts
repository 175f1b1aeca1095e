import { measureAudio, type AudioMetrics } from "./audio-metrics.ts";
import type { DecodedAudio } from "./decode-file.ts";

/**
 * What can be measured in a decoded file, and what its header adds: a rate below 16 kHz bounds what the samples can hold,
 * whatever a resampler left above it.
 */
export function measureDecoded({ samples, sampleRateHz, source }: DecodedAudio): AudioMetrics {
  const facts = measureAudio(samples, sampleRateHz);
  return { ...facts, realRateHz: Math.min(facts.realRateHz, source.sampleRateHz ?? facts.realRateHz) };
}
