import { measureAudio, type AudioMetrics } from "./audio-metrics.ts";
import type { DecodedAudio } from "./decode-file.ts";
import { measureSigns } from "./signs/sound-signs.ts";

/**
 * What can be measured in a decoded file, and what its header adds: a rate below 16 kHz bounds what the samples can hold,
 * whatever a resampler left above it; only the samples in the file show a wrong order of bytes; and only the decoder saw what was lost when the channels were mixed. Between metrics and signs the
 * page has a turn: for ten minutes of sound each takes less than a tenth of a second.
 */
export async function measureDecoded({
  samples,
  sampleRateHz,
  source,
  mixLossDb = 0,
  fileSigns,
}: DecodedAudio): Promise<AudioMetrics> {
  const facts = measureAudio(samples, sampleRateHz);
  await new Promise((resolve) => setTimeout(resolve, 0));
  const signs = measureSigns(samples, sampleRateHz);
  return {
    ...facts,
    realRateHz: Math.min(facts.realRateHz, source.sampleRateHz ?? facts.realRateHz),
    signs: { ...signs, ...fileSigns, mixLossDb },
  };
}
