const mostDb = 120;

/** How much quieter the mean of interleaved channels is than the channels, in dB; 0 for mono and silence, at most 120. */
export function mixLossDb(samples: Int16Array, channelCount: number): number {
  if (channelCount === 1) return 0;
  let [apart, mixed] = [0, 0];
  for (let start = 0; start + channelCount <= samples.length; start += channelCount) {
    let [sum, squares] = [0, 0];
    for (let index = start; index < start + channelCount; index++) {
      sum += samples[index]!;
      squares += samples[index]! * samples[index]!;
    }
    apart += squares / channelCount;
    mixed += (sum / channelCount) ** 2;
  }
  return lossDb(apart, mixed);
}

/** The loss from the energy of the channels, as their mean, to that of the mix; in dB, 0..120. */
export function lossDb(apart: number, mixed: number): number {
  if (apart === 0) return 0;
  return Math.max(0, Math.min(mostDb, 10 * Math.log10(apart / mixed)));
}
