import type { Spectra } from "./steady-tone.ts";

/** Every voice has sound below, also over a telephone, which cuts at 300 Hz. */
const boundHz = 550;

/** Share of the energy below 550 Hz, 0..1; 1 without sound. */
export function lowShare({ spectra, binHz }: Spectra): number {
  let [low, all] = [0, 0];
  for (const spectrum of spectra) {
    spectrum.forEach((power, bin) => {
      all += power;
      if (bin * binHz < boundHz) low += power;
    });
  }
  return all === 0 ? 1 : low / all;
}
