import { audioFields } from "../../audio/audio-fields.ts";
import { createSampleDecoder } from "../../audio/decode-samples.ts";
import { measureSound } from "../../audio/measure-sound.ts";
import type { WavFormat } from "../../audio/wav.ts";

/**
 * What can be measured in headerless samples, for the log: loudness, clipping, silence, real rate, signs of a wrong coding.
 * An hour of speech takes about half a second. Nothing where the format is none: the call itself will say so.
 */
export function audioAttributes(samples: Uint8Array, format: WavFormat): Record<string, number> {
  const { coding, sampleRateHz, channelCount } = format;
  if (!(sampleRateHz > 0) || !(channelCount >= 1)) return {};
  return audioFields(measureSound(createSampleDecoder(coding)(samples), sampleRateHz, channelCount));
}
