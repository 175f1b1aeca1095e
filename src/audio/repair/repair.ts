/**
 * One change that mends one fault of a recording: its loudness (`gain`, in dB), its clipped peaks, the hum of the mains (50 or 60 Hz with
 * its multiples), the rate at which it plays, the order of the two bytes of a sample, samples of one byte that were taken for samples of
 * two, two channels that were taken for one, or the channels that are mixed (indices from 0).
 */
export type Repair =
  | { is: "gain"; gainDb: number }
  | { is: "peaks" }
  | { is: "hum"; mainsHz: 50 | 60 }
  | { is: "rate"; sampleRateHz: number }
  | { is: "byte-order" }
  | { is: "bytes"; coding: ByteCoding }
  | { is: "two-channels" }
  | { is: "mix"; taken: readonly number[] };

/** Codings of one byte a sample: unsigned PCM of 8 bits, mu-law, A-law. */
export type ByteCoding = "pcm8" | "mulaw" | "alaw";

/** Sound as it stands in its file: 16-bit samples, channels interleaved. */
export interface FileSound {
  samples: Int16Array<ArrayBuffer>;
  sampleRateHz: number;
  channelCount: number;
}
