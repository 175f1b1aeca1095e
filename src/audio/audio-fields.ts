import type { AudioMetrics } from "./audio-metrics.ts";

/** The metrics of audio as log fields: numbers only. The call itself reports the length. */
export function audioFields(facts: AudioMetrics): Record<string, number> {
  return {
    audio_rate_hz: facts.sampleRateHz,
    audio_channels: facts.channelCount,
    audio_level_dbfs: rounded(facts.levelDbfs, 1),
    audio_peak_dbfs: rounded(facts.peakDbfs, 1),
    audio_clipping_share: rounded(facts.clippingShare, 4),
    audio_silence_share: rounded(facts.silenceShare, 4),
    audio_real_rate_hz: facts.realRateHz,
  };
}

/** Reads the metrics back from the fields of a line; undefined when they are not all there. */
export function readAudioFields(fields: Record<string, unknown>): AudioMetrics | undefined {
  const facts = {
    seconds: fields["audio_seconds"] ?? 0,
    sampleRateHz: fields["audio_rate_hz"],
    channelCount: fields["audio_channels"],
    levelDbfs: fields["audio_level_dbfs"],
    peakDbfs: fields["audio_peak_dbfs"],
    clippingShare: fields["audio_clipping_share"],
    silenceShare: fields["audio_silence_share"],
    realRateHz: fields["audio_real_rate_hz"],
  };
  return Object.values(facts).every((value) => typeof value === "number") ? (facts as AudioMetrics) : undefined;
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
