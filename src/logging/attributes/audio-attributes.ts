import { measureAudio } from "../../audio/audio-metrics.ts";
import { audioFields } from "../../audio/audio-fields.ts";
import { createSampleDecoder } from "../../audio/decode-samples.ts";
import type { WavFormat } from "../../audio/wav.ts";

/**
 * What can be measured in headerless samples, for the log: loudness, clipping, silence, real rate. An hour of speech takes
 * about a quarter of a second. Nothing where the format is none: the call itself will say so.
 */
export function audioAttributes(samples: Uint8Array, format: WavFormat): Record<string, number> {
  const { coding, sampleRateHz, channelCount } = format;
  if (!(sampleRateHz > 0) || !(channelCount >= 1)) return {};
  return audioFields(measureAudio(createSampleDecoder(coding)(samples), sampleRateHz, channelCount));
}
