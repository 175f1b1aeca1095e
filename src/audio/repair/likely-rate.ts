import type { SoundSigns } from "../signs/sound-signs.ts";

/** Rates at which recordings are made, in Hz, the most common first. */
export const usualRatesHz = [16_000, 8_000, 48_000, 44_100, 22_050, 24_000, 32_000, 11_025];
const commonCount = 4;
const rarity = 0.15;
/** In the middle of what people do, by ratio: a man has 110, a woman 200; syllables come at 3.3 to 6 Hz. */
const usualPitchHz = 150;
const usualPaceHz = 4.4;
/** Pitch differs from person to person by about an octave, pace by half of one. */
const paceWeight = 8;
/** As it is measured, the pace grows less than the speed: three times as fast gives twice the pace. */
const paceGrowth = 0.63;
/** Another rate must be likelier by so much: a person may speak fast or high. */
const leastGain = 0.25;

/**
 * The rate at which a voice has a usual pitch and pace, in Hz; undefined when the stated one is about as likely, or no voice was found.
 *
 * @param statedRateHz that of the file; the signs were measured at this speed
 */
export function likelyRateHz(
  { pitchHz, paceHz }: Pick<SoundSigns, "pitchHz" | "paceHz">,
  statedRateHz: number,
): number | undefined {
  if (paceHz === 0) return undefined;
  const oddness = (rateHz: number): number => {
    const speed = Math.log2(rateHz / statedRateHz);
    const pitch = pitchHz === 0 ? 0 : Math.log2(pitchHz / usualPitchHz) + speed;
    const pace = Math.log2(paceHz / usualPaceHz) + paceGrowth * speed;
    const isRare = rateHz !== statedRateHz && usualRatesHz.indexOf(rateHz) >= commonCount;
    return pitch ** 2 + paceWeight * pace ** 2 + (isRare ? rarity : 0);
  };
  const best = usualRatesHz.reduce((a, b) => (oddness(b) < oddness(a) ? b : a));
  return oddness(best) + leastGain < oddness(statedRateHz) ? best : undefined;
}
