import { powerSpectrum } from "./power-spectrum.ts";

/** Enough for a pitch, and four times cheaper than more. */
const pitchRateHz = 4000;
const frameSeconds = 0.06;
const lowestHz = 35;
const highestHz = 700;
const mostFrames = 300;
/** Share of the loudest frames in which a pitch is looked for. */
const loudShare = 0.4;
/** How alike a frame and itself one period later must be. */
const leastLikeness = 0.7;
const leastVoiced = 3;

/** Median pitch of the voiced frames among the louder ones, in Hz; 0 when there are none. */
export function pitchHz(pieces: readonly Int16Array[], sampleRateHz: number): number {
  const step = Math.max(1, Math.round(sampleRateHz / pitchRateHz));
  const rate = sampleRateHz / step;
  const length = Math.round(frameSeconds * rate);
  const frames = pieces.flatMap((piece) => {
    const sound = reduced(piece, step);
    const count = Math.max(0, Math.floor((2 * sound.length) / length) - 1);
    return Array.from({ length: count }, (_, index) => {
      const start = Math.floor((index * length) / 2);
      return sound.subarray(start, start + length);
    });
  });
  const stride = Math.ceil(frames.length / mostFrames);
  const loud = frames
    .filter((_, index) => index % stride === 0)
    .map((frame) => ({ frame, energy: frame.reduce((sum, sample) => sum + sample * sample, 0) }))
    .sort((a, b) => b.energy - a.energy);
  const pitches = loud
    .slice(0, Math.ceil(loud.length * loudShare))
    .flatMap(({ frame }) => periodOf(frame, rate) ?? [])
    .map((period) => rate / period)
    .sort((a, b) => a - b);
  return pitches.length < leastVoiced ? 0 : pitches[pitches.length >> 1]!;
}

/** Means of `step` samples each, which also takes the frequencies away that the lower rate cannot carry. */
function reduced(piece: Int16Array, step: number): Float32Array {
  const means = new Float32Array(Math.floor(piece.length / step));
  for (let index = 0; index < means.length; index++) {
    let sum = 0;
    for (let at = index * step; at < (index + 1) * step; at++) sum += piece[at]!;
    means[index] = sum / step;
  }
  return means;
}

/** The shortest period after which a frame is as alike itself as after any; undefined for a frame without a voice. */
function periodOf(frame: Float32Array, rate: number): number | undefined {
  const from = Math.floor(rate / highestHz);
  const likeness: number[] = [];
  for (let lag = from - 1; lag <= Math.floor(rate / lowestHz) + 1; lag++) likeness.push(likenessAt(frame, lag));
  const bar = Math.max(leastLikeness, 0.92 * Math.max(...likeness.slice(1, -1)));
  for (let at = 1; at < likeness.length - 1; at++) {
    if (likeness[at]! >= bar && likeness[at]! >= likeness[at - 1]! && likeness[at]! >= likeness[at + 1]!) {
      return from - 1 + at;
    }
  }
  return undefined;
}

function likenessAt(frame: Float32Array, lag: number): number {
  let [alike, early, late] = [0, 0, 0];
  for (let index = lag; index < frame.length; index++) {
    alike += frame[index - lag]! * frame[index]!;
    early += frame[index - lag]! ** 2;
    late += frame[index]! ** 2;
  }
  return early * late === 0 ? 0 : alike / Math.sqrt(early * late);
}

const envelopeRateHz = 100;
const slowestHz = 0.8;
const fastestHz = 25;
/** Of fewer syllables the pace is chance. */
const leastSyllables = 6;

/** The mean frequency at which the loudness rises and falls, in Hz; 0 when it does not, or only a few times. */
export function paceHz(pieces: readonly Int16Array[], sampleRateHz: number): number {
  let [weighted, all, seconds] = [0, 0, 0];
  for (const piece of pieces) {
    seconds += piece.length / sampleRateHz;
    const envelope = envelopeOf(piece, sampleRateHz);
    const size = 2 ** Math.ceil(Math.log2(Math.max(2, envelope.length)));
    powerSpectrum(envelope, size).forEach((power, bin) => {
      const hz = (bin * envelopeRateHz) / size;
      if (bin === 0 || hz < slowestHz || hz > fastestHz) return;
      weighted += power * hz;
      all += power;
    });
  }
  const pace = all === 0 ? 0 : weighted / all;
  return pace * seconds < leastSyllables ? 0 : pace;
}

/** Loudness a hundred times a second, about its mean; the root makes quiet syllables count as much as loud ones. */
function envelopeOf(piece: Int16Array, sampleRateHz: number): number[] {
  const length = Math.max(1, Math.round(sampleRateHz / envelopeRateHz));
  const envelope = Array.from({ length: Math.floor(piece.length / length) }, (_, index) => {
    let sum = 0;
    for (let at = index * length; at < (index + 1) * length; at++) sum += Math.abs(piece[at]!);
    return Math.sqrt(sum / length);
  });
  const mean = envelope.reduce((sum, value) => sum + value / envelope.length, 0);
  return envelope.map((value) => value - mean);
}
