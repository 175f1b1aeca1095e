import { levelRangeDb } from "./level-range.ts";
import { lowShare } from "./low-share.ts";
import { mixLossDb } from "./mix-loss.ts";
import { correlations, type Correlations } from "./sample-correlation.ts";
import { loudSpectra, steadyTone } from "./steady-tone.ts";
import { pitchHz, paceHz } from "./voice-pace.ts";

/**
 * Signs of what is wrong with sound beside its level: numbers only, fit for the log. Measured in the loudest channel, in a bounded sample
 * of the recording (see `excerpt`), so that hours cost as much as half a minute: less than a tenth of a second.
 */
export interface SoundSigns extends Correlations {
  /** Between the loud and the quiet tenth of the frames of 20 ms, in dB. Speech has 10 to 40, noise or a tone less than 4. */
  levelRangeDb: number;
  /** Share of the energy in lines of the spectrum that stay while the sound lasts, 0..1. Speech has less than 0.2, also with music. */
  toneShare: number;
  /** The strongest of these lines, in Hz; 0 without sound. */
  toneHz: number;
  /**
   * Share of the energy below 550 Hz, 0..1; 1 without sound. Speech has more than a third there, also over a telephone; one that was
   * cut at 300 Hz and is played twice too fast has next to nothing.
   */
  lowShare: number;
  /** Median pitch of the voice, in Hz; 0 when no voice is found. People speak at 75 to 400. */
  pitchHz: number;
  /** How often the loudness rises and falls, in Hz: the pace of the syllables. English speech has 3.3 to 5.5, Russian up to 7.5; 0 without
   * sound, or in too little of it. */
  paceHz: number;
  /** How much quieter the mean of the channels is than the channels, in dB; two equal ones lose 0, two unlike ones 3. 0 for mono. */
  mixLossDb: number;
}

/** What is shorter, or has a lower rate, has no signs: they would be chance. */
const leastSeconds = 0.5;
const lowestRateHz = 2000;
const pieceSeconds = 4;
const mostPieces = 8;
const leastPieces = 4;
/** At high rates the pieces are fewer, and then shorter, so that the cost is the same: 32 seconds of 16 kHz, 10 of 48 kHz. */
const mostSamples = 2 ** 19;

/**
 * Measures the signs.
 *
 * @param samples 16 bit, channels interleaved
 */
export function measureSigns(samples: Int16Array, sampleRateHz: number, channelCount = 1): SoundSigns {
  const pieces = excerpt(samples, sampleRateHz, channelCount);
  const spectra = loudSpectra(pieces, sampleRateHz);
  return {
    levelRangeDb: levelRangeDb(pieces, sampleRateHz),
    ...correlations(pieces),
    ...steadyTone(spectra),
    lowShare: lowShare(spectra),
    pitchHz: pitchHz(pieces, sampleRateHz),
    paceHz: paceHz(pieces, sampleRateHz),
    mixLossDb: mixLossDb(samples, channelCount),
  };
}

/** The signs of a wrong coding alone; see `measureSigns`. */
export function measureCorrelations(samples: Int16Array, sampleRateHz: number, channelCount = 1): Correlations {
  return correlations(excerpt(samples, sampleRateHz, channelCount));
}

/** The loudest channel; of what is longer than the pieces together, the pieces, evenly spread. */
function excerpt(samples: Int16Array, sampleRateHz: number, channelCount: number): Int16Array[] {
  const frames = Math.floor(samples.length / channelCount);
  const length = Math.round(Math.min(pieceSeconds * sampleRateHz, mostSamples / leastPieces));
  const count = Math.min(mostPieces, Math.floor(mostSamples / length));
  if (sampleRateHz < lowestRateHz || frames < leastSeconds * sampleRateHz) return [];
  const channel = loudestChannel(samples, channelCount);
  if (frames <= length * count) return [oneChannel(samples, channelCount, channel, 0, frames)];
  return Array.from({ length: count }, (_, index) => {
    const from = Math.floor((index * (frames - length)) / (count - 1));
    return oneChannel(samples, channelCount, channel, from, length);
  });
}

function loudestChannel(samples: Int16Array, channelCount: number): number {
  if (channelCount === 1) return 0;
  const energies = new Float64Array(channelCount);
  for (let index = 0; index < samples.length; index++) energies[index % channelCount]! += samples[index]! ** 2;
  return energies.reduce((best, energy, channel) => (energy > energies[best]! ? channel : best), 0);
}

function oneChannel(
  samples: Int16Array,
  channelCount: number,
  channel: number,
  from: number,
  frames: number,
): Int16Array {
  if (channelCount === 1) return samples.subarray(from, from + frames);
  const sound = new Int16Array(frames);
  for (let frame = 0; frame < frames; frame++) sound[frame] = samples[(from + frame) * channelCount + channel]!;
  return sound;
}
