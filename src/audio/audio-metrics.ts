import { realRateHz } from "./real-rate.ts";
import type { SoundSigns } from "./signs/sound-signs.ts";

/** Metrics of audio: numbers only, fit for the log. */
export interface AudioMetrics {
  seconds: number;
  sampleRateHz: number;
  channelCount: number;
  /** Root mean square of all samples, in dB of full scale; a full-scale square wave has 0, digital silence -120. */
  levelDbfs: number;
  /** Largest sample, in dB of full scale; digital silence has -120. */
  peakDbfs: number;
  /** Share of samples that stand in a row of at least three at full scale, 0..1: what a recorder cut off. */
  clippingShare: number;
  /** Share of frames of 20 ms that are quieter than -50 dBFS, 0..1; 1 for audio without samples. */
  silenceShare: number;
  /**
   * Lowest rate that would carry all that is audible: a half, quarter ... of `sampleRateHz`, not under 4 kHz, or what the header
   * of the file says. Lower than `sampleRateHz`: resampled upwards.
   */
  realRateHz: number;
  /** Signs of a wrong coding, of a tone, of noise and the like; absent where only a part of the recording was measured. */
  signs?: SoundSigns;
}

/** The quietest level that is reported, in dBFS. */
const floorDbfs = -120;
const silentFrameDbfs = -50;
const frameSeconds = 0.02;
const fullScale = 32_767;

/**
 * Measures audio: one pass over the samples, and some windows more for the real rate. An hour of speech takes about a
 * quarter of a second.
 *
 * @param samples 16 bit, channels interleaved
 * @throws RangeError when rate or channel count is not positive
 */
export function measureAudio(samples: Int16Array, sampleRateHz: number, channelCount = 1): AudioMetrics {
  if (!(sampleRateHz > 0)) throw new RangeError(`sampleRateHz must be positive, got ${String(sampleRateHz)}`);
  if (!(channelCount >= 1)) throw new RangeError(`channelCount must be at least 1, got ${String(channelCount)}`);
  const frameLength = Math.max(1, Math.round(frameSeconds * sampleRateHz) * channelCount);
  const silentSquare = (fullScale * 10 ** (silentFrameDbfs / 20)) ** 2;
  let [total, peak, clipped, silent, stretches] = [0, 0, 0, 0, 0];
  for (let start = 0; start < samples.length; start += frameLength) {
    const end = Math.min(start + frameLength, samples.length);
    let sum = 0;
    for (let index = start; index < end; index++) {
      const sample = samples[index]!;
      const size = sample < 0 ? -sample : sample;
      if (size > peak) peak = size;
      sum += sample * sample;
    }
    stretches++;
    if (sum / (end - start) < silentSquare) silent++;
    total += sum;
  }
  // Most audio never touches full scale and needs no second pass.
  if (peak >= fullScale) clipped = countClipped(samples, channelCount);
  const share = (count: number, of: number) => (of === 0 ? 0 : rounded(count / of));
  return {
    seconds: samples.length / channelCount / sampleRateHz,
    sampleRateHz,
    channelCount,
    levelDbfs: inDbfs(samples.length === 0 ? 0 : Math.sqrt(total / samples.length)),
    peakDbfs: inDbfs(peak),
    clippingShare: share(clipped, samples.length),
    silenceShare: stretches === 0 ? 1 : share(silent, stretches),
    realRateHz: realRateHz(samples, sampleRateHz, channelCount),
  };
}

/** Samples in rows of at least three at full scale, in each channel by itself. */
function countClipped(samples: Int16Array, channelCount: number): number {
  let clipped = 0;
  for (let channel = 0; channel < channelCount; channel++) {
    let row = 0;
    for (let index = channel; index < samples.length; index += channelCount) {
      const sample = samples[index]!;
      row = sample >= fullScale || sample <= -fullScale ? row + 1 : 0;
      if (row === 3) clipped += 3;
      else if (row > 3) clipped++;
    }
  }
  return clipped;
}

function inDbfs(size: number): number {
  return size === 0 ? floorDbfs : Math.max(floorDbfs, Math.min(0, Math.round(200 * Math.log10(size / fullScale)) / 10));
}

function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}
