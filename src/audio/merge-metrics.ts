import type { AudioMetrics } from "./audio-metrics.ts";

const floorDbfs = -120;

/**
 * The metrics of two successive ranges of one recording, as if they had been measured together; order and grouping
 * change nothing but the last digit. Clipping across the seam is not seen. The signs of a part are not those of the whole, and are left out.
 */
export function mergeMetrics(one: AudioMetrics, other: AudioMetrics): AudioMetrics {
  const { sampleRateHz, channelCount } = one;
  const seconds = one.seconds + other.seconds;
  const mean = (of: (facts: AudioMetrics) => number): number =>
    seconds === 0 ? of(one) : (of(one) * one.seconds + of(other) * other.seconds) / seconds;
  const energy = mean(({ levelDbfs }) => (levelDbfs <= floorDbfs ? 0 : 10 ** (levelDbfs / 10)));
  return {
    seconds,
    sampleRateHz,
    channelCount,
    levelDbfs: energy === 0 ? floorDbfs : Math.max(floorDbfs, 10 * Math.log10(energy)),
    peakDbfs: Math.max(one.peakDbfs, other.peakDbfs),
    clippingShare: mean(({ clippingShare }) => clippingShare),
    silenceShare: mean(({ silenceShare }) => silenceShare),
    realRateHz: Math.max(rateOf(one, other), rateOf(other, one)),
  };
}

/** Silence says nothing of its rate, so it takes that of the neighbouring range. */
function rateOf(facts: AudioMetrics, beside: AudioMetrics): number {
  return facts.peakDbfs <= floorDbfs ? beside.realRateHz : facts.realRateHz;
}
