/** Half of the filter's taps beside the middle one: 63 taps, 60 dB down below a quarter of the rate. */
const wing = 31;
/** Where the filter lets half through, as a part of the rate: above the 0.25 at which audio of half the rate ends. */
const cutoff = 0.3;
const windowSamples = 1024;
const mostWindows = 128;
/** The part of the energy that resampling leaves in the upper half; speech has a thousand times more there. */
const emptyShare = 1e-5;
/** Half of the lowest rate of a telephone: what has less than that is no speech that a model could take. */
const lowestRateHz = 4_000;

const taps = highPass();

/**
 * The lowest rate, found by halving, that would carry all that is audible. A recording of 16 kHz that was made out of a
 * telephone's 8 kHz has nothing above 4 kHz, and its real rate is 8 kHz. Audio without energy keeps its rate.
 */
export function realRateHz(samples: Int16Array, sampleRateHz: number, channelCount: number): number {
  let sound = Float32Array.from(pick(samples, channelCount));
  let rate = sampleRateHz;
  let window = windowSamples;
  while (rate / 2 >= lowestRateHz && isUpperHalfEmpty(sound, window)) {
    rate /= 2;
    window /= 2;
    sound = sound.filter((_, index) => index % 2 === 0);
  }
  return rate;
}

/** The first channel; of long audio some windows, evenly spread. */
function* pick(samples: Int16Array, channelCount: number): Generator<number> {
  const frames = Math.floor(samples.length / channelCount);
  const windows = Math.min(mostWindows, Math.ceil(frames / windowSamples));
  for (let window = 0; window < windows; window++) {
    const start = windows === 1 ? 0 : Math.floor((window * (frames - windowSamples)) / (windows - 1));
    const end = Math.min(frames, start + windowSamples);
    for (let frame = start; frame < end; frame++) yield samples[frame * channelCount]!;
  }
}

function isUpperHalfEmpty(sound: Float32Array, window: number): boolean {
  let [all, upper] = [0, 0];
  // Each window by itself: the step from one to the next holds every frequency.
  for (let start = 0; start < sound.length; start += window) {
    const end = Math.min(sound.length, start + window) - wing;
    for (let index = start + wing; index < end; index++) {
      let high = 0;
      for (let tap = -wing; tap <= wing; tap++) high += sound[index + tap]! * taps[tap + wing]!;
      all += sound[index]! * sound[index]!;
      upper += high * high;
    }
  }
  return all > 0 && upper < all * emptyShare;
}

/** A windowed sinc (Blackman): what is left of an impulse when the lower frequencies are taken away. */
function highPass(): Float64Array {
  return Float64Array.from({ length: 2 * wing + 1 }, (_, index) => {
    const tap = index - wing;
    const turn = (2 * Math.PI * index) / (2 * wing);
    const blackman = 0.42 - 0.5 * Math.cos(turn) + 0.08 * Math.cos(2 * turn);
    const low = tap === 0 ? 2 * cutoff : Math.sin(2 * Math.PI * cutoff * tap) / (Math.PI * tap);
    return (tap === 0 ? 1 : 0) - low * blackman;
  });
}
