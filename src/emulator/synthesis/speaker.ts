import type { Manner } from "./synthesis-engine.ts";
import type { VoiceName } from "./voices.ts";

/** One of the engine's voices with its base manner. */
export interface Speaker {
  voice: VoiceName;
  manner: Manner;
}

/** The unchanged manner of a voice. */
export const ownManner: Manner = { speed: 1, pitch: 0, volume: 1, intonation: 1 };

/** Combines nested manners: pitches add up, everything else multiplies. */
export function combineManners(outer: Manner, inner: Manner): Manner {
  return {
    speed: outer.speed * inner.speed,
    pitch: outer.pitch + inner.pitch,
    volume: outer.volume * inner.volume,
    intonation: outer.intonation * inner.intonation,
  };
}
