import type { SoundSigns } from "../audio/signs/sound-signs.ts";
import type { Evidence } from "./evidence.ts";
import { audioEvidence } from "./quotes.ts";

/** Half of the energy of the sound stays at its frequencies; undefined when less does. Speech has less than 0.2. */
export function steadyLines({ toneShare, toneHz }: SoundSigns): Evidence | undefined {
  if (toneShare < 0.5) return undefined;
  return audioEvidence(
    "toneShare",
    `${String(Math.round(toneShare * 100))} % of the energy stays at its frequencies, most at ${toneHz.toFixed(0)} Hz`,
  );
}

/** Whether a frequency is that of the mains, 50 or 60 Hz, or one of its next three multiples; measured to 3 Hz. */
export function isMains(hz: number): boolean {
  return [50, 60].some((mains) => [1, 2, 3, 4].some((multiple) => Math.abs(hz - mains * multiple) <= 3));
}
