import { powerSpectrum } from "./power-spectrum.ts";

const windowSeconds = 0.25;
const mostWindows = 40;
/** Below this there is too little of a recording to tell a held vowel from a tone. */
const leastWindows = 6;
const lines = 5;
/** Below it is no sound of the mains, only offset and rumble. */
const lowestHz = 40;
/** Bins to each side that a line fills through a Hann window. */
const lineWing = 2;
/** A window counts when it has at least this part of the energy of the loudest: a ringing tone has pauses. */
const loudPart = 0.01;

/** The spectra of a sound, evenly spread over it, of windows that are not silent; too few of them are none. */
export function loudSpectra(pieces: readonly Int16Array[], sampleRateHz: number): Spectra {
  const size = 2 ** Math.ceil(Math.log2(windowSeconds * sampleRateHz));
  const loud = loudOnes(windows(pieces, size).map((window) => powerSpectrum(window, size)));
  return { spectra: loud.length < leastWindows ? [] : loud, binHz: sampleRateHz / size };
}

/** Spectra of equal size, and the width of a bin. */
export interface Spectra {
  spectra: Float64Array[];
  binHz: number;
}

/**
 * What stays at its frequency while the sound lasts: the five strongest lines in the median of all spectra that are not silent. A voice
 * moves and pauses, so the median has little of it.
 */
export function steadyTone({ spectra, binHz }: Spectra): { toneShare: number; toneHz: number } {
  const [first] = spectra;
  if (!first) return { toneShare: 0, toneHz: 0 };
  let total = 0;
  const powers = new Float64Array(spectra.length);
  const steady = new Float64Array(first.length).map((_, bin) => {
    spectra.forEach((spectrum, index) => (powers[index] = spectrum[bin]!));
    for (const power of powers.sort()) total += power / powers.length;
    return bin * binHz < lowestHz ? 0 : powers[powers.length >> 1]!;
  });
  let [share, strongest] = [0, 0];
  for (let line = 0; line < lines; line++) {
    const bin = steady.reduce((best, power, index) => (power > steady[best]! ? index : best), 0);
    if (line === 0) strongest = bin;
    for (let at = Math.max(0, bin - lineWing); at <= bin + lineWing && at < steady.length; at++) {
      share += steady[at]! / total;
      steady[at] = 0;
    }
  }
  return { toneShare: Math.min(1, share), toneHz: strongest * binHz };
}

function windows(pieces: readonly Int16Array[], size: number): Int16Array[] {
  const all = pieces.flatMap((piece) =>
    Array.from({ length: Math.max(0, Math.floor((2 * piece.length) / size) - 1) }, (_, index) =>
      piece.subarray((index * size) / 2, (index * size) / 2 + size),
    ),
  );
  const stride = Math.ceil(all.length / mostWindows);
  return all.filter((_, index) => index % stride === 0);
}

function loudOnes(spectra: readonly Float64Array[]): Float64Array[] {
  const energies = spectra.map((spectrum) => spectrum.reduce((sum, power) => sum + power, 0));
  const loudest = Math.max(0, ...energies);
  return spectra.filter((_, index) => energies[index]! > loudest * loudPart);
}
