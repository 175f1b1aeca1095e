import { measureAudio, type AudioMetrics } from "./audio-metrics.ts";
import { measureSigns } from "./signs/sound-signs.ts";

/**
 * The metrics of a whole recording with the signs of what is wrong with it.
 *
 * @param samples 16 bit, channels interleaved
 * @throws RangeError when rate or channel count is not positive
 */
export function measureSound(samples: Int16Array, sampleRateHz: number, channelCount = 1): AudioMetrics {
  const metrics = measureAudio(samples, sampleRateHz, channelCount);
  return { ...metrics, signs: measureSigns(samples, sampleRateHz, channelCount) };
}
