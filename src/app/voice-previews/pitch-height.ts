/** How high a voice is, in one word. It says nothing about the speaker. */
export type PitchHeight = "low" | "middle" | "high";

/** Median pitch below which a voice is called low, and from which it is called high, in Hz. */
export const pitchBoundsHz = { low: 140, high: 180 } as const;

/** Names a median pitch. */
export function pitchHeight(medianHz: number): PitchHeight {
  if (medianHz < pitchBoundsHz.low) return "low";
  return medianHz >= pitchBoundsHz.high ? "high" : "middle";
}
