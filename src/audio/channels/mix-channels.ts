import { to16Bits } from "../resample-samples.ts";
import { lossDb } from "../signs/mix-loss.ts";

/** The mean of some channels, rounded to 16 bits; what a decoder overshoots is clipped. @param taken indices, at least one */
export function mixChannels(channels: readonly Float32Array[], taken: readonly number[]): Int16Array<ArrayBuffer> {
  const mixed = taken.map((index) => channels[index]!);
  const samples = new Int16Array(mixed[0]!.length);
  // A loop: `Int16Array.from` takes ten times as long.
  for (let index = 0; index < samples.length; index++) samples[index] = to16Bits(meanAt(mixed, index));
  return samples;
}

/** How much quieter the mean of some channels is than they are, in dB, 0..120; 0 for one. See `SoundSigns.mixLossDb`. */
export function channelLossDb(channels: readonly Float32Array[], taken: readonly number[]): number {
  if (taken.length === 1) return 0;
  const mixed = taken.map((index) => channels[index]!);
  let [apart, sum] = [0, 0];
  for (let index = 0; index < mixed[0]!.length; index++) {
    for (const channel of mixed) apart += (channel[index]! * channel[index]!) / mixed.length;
    sum += meanAt(mixed, index) ** 2;
  }
  return lossDb(apart, sum);
}

function meanAt(channels: readonly Float32Array[], index: number): number {
  let sum = 0;
  for (const channel of channels) sum += channel[index]!;
  return sum / channels.length;
}
