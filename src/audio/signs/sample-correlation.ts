import { decodeALaw, decodeMuLaw } from "../g711.ts";

/**
 * How alike neighbouring samples are, -1..1, as they are and as they would be in another coding. Speech has 0.6 to 0.98 at any usual rate,
 * noise 0, and so has speech in a wrong coding; read in the right one it becomes smooth.
 */
export interface Correlations {
  /** Of each sample with the next one. */
  correlation: number;
  /** Of each sample with the next but one. In speech it is lower than with the next one. */
  secondCorrelation: number;
  /**
   * The change within pairs of samples (first and second, third and fourth ...) against the change between the pairs, the smaller by the
   * larger, 0..1. Samples of one channel have 0.85 to 1, for nothing in them knows of pairs.
   */
  pairEvenness: number;
  /** With the two bytes of each sample exchanged. */
  swappedCorrelation: number;
  /** Each byte as a sample of its own: 8 bit unsigned, mu-law, A-law. */
  eightBitCorrelation: number;
  muLawCorrelation: number;
  aLawCorrelation: number;
}

const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);
const eightBitSamples = Int16Array.from(everyByte, (byte) => (byte - 128) * 256);
const muLawSamples = decodeMuLaw(everyByte);
const aLawSamples = decodeALaw(everyByte);

/** Measures them over all pieces; a constant sound has none, which is 0. */
export function correlations(pieces: readonly Int16Array[]): Correlations {
  return {
    correlation: correlation(pieces),
    secondCorrelation: correlation(pieces, 2),
    pairEvenness: pairEvenness(pieces),
    swappedCorrelation: correlation(pieces.map(swapped)),
    eightBitCorrelation: correlation(pieces.map((piece) => byBytes(piece, eightBitSamples))),
    muLawCorrelation: correlation(pieces.map((piece) => byBytes(piece, muLawSamples))),
    aLawCorrelation: correlation(pieces.map((piece) => byBytes(piece, aLawSamples))),
  };
}

/** Always of 16-bit samples: a loop that meets one kind of array only is ten times faster. Each piece has its own mean. */
function correlation(pieces: readonly Int16Array[], lag = 1): number {
  let alike = 0;
  let all = 0;
  for (const piece of pieces) {
    let sum = 0;
    let squares = 0;
    let products = 0;
    for (let index = 0; index < piece.length; index++) {
      const sample = piece[index]!;
      sum += sample;
      squares += sample * sample;
      if (index >= lag) products += sample * piece[index - lag]!;
    }
    const mean = sum / piece.length;
    all += squares - mean * sum;
    alike += products - mean * mean * Math.max(0, piece.length - lag);
  }
  return all <= 0 ? 0 : alike / all;
}

function pairEvenness(pieces: readonly Int16Array[]): number {
  let within = 0;
  let between = 0;
  for (const piece of pieces) {
    for (let index = 1; index < piece.length; index++) {
      const change = piece[index]! - piece[index - 1]!;
      if (index % 2 === 1) within += change * change;
      else between += change * change;
    }
  }
  const larger = Math.max(within, between);
  return larger === 0 ? 1 : Math.min(within, between) / larger;
}

/** Exchanges the bytes of each sample; what goes beyond 16 bits is cut off by the array. */
function swapped(piece: Int16Array): Int16Array {
  const exchanged = new Int16Array(piece.length);
  for (let index = 0; index < piece.length; index++) {
    exchanged[index] = (piece[index]! << 8) | ((piece[index]! >> 8) & 0xff);
  }
  return exchanged;
}

/** Each byte as the sample that a coding has for it. */
function byBytes({ buffer, byteOffset, byteLength }: Int16Array, samples: Int16Array): Int16Array {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  const read = new Int16Array(byteLength);
  for (let index = 0; index < byteLength; index++) read[index] = samples[bytes[index]!]!;
  return read;
}
