import type { Manner } from "./synthesis-engine.ts";
import type { VoiceName } from "./voices.ts";

/** Who speaks: one of the engine's voices, and how it is changed before anything else changes it. */
export interface Speaker {
  voice: VoiceName;
  manner: Manner;
}

/** The manner of a voice as the engine has it. */
export const ownManner: Manner = { speed: 1, pitch: 0, volume: 1, intonation: 1 };

/** One manner inside another: pitches add up, everything else multiplies. */
export function combineManners(outer: Manner, inner: Manner): Manner {
  return {
    speed: outer.speed * inner.speed,
    pitch: outer.pitch + inner.pitch,
    volume: outer.volume * inner.volume,
    intonation: outer.intonation * inner.intonation,
  };
}
