import { VoiceStyle } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import type { Manner } from "./synthesis-engine.ts";

/** Manners of the styles, relative to the voice's own. */
const styles: Record<StyleName, Manner> = {
  neutral: { speed: 1, pitch: 0, volume: 1, intonation: 1 },
  happy: { speed: 1.1, pitch: 0.25, volume: 1.1, intonation: 1.5 },
  angry: { speed: 1.15, pitch: -0.1, volume: 1.35, intonation: 1.3 },
  sad: { speed: 0.8, pitch: -0.3, volume: 0.7, intonation: 0.5 },
  surprised: { speed: 1.05, pitch: 0.45, volume: 1.1, intonation: 1.9 },
  conversational: { speed: 1.12, pitch: 0.05, volume: 0.9, intonation: 1.25 },
};

/** Names of the styles; those of `<voice style>` are all but the last. */
export const styleNames = ["neutral", "sad", "happy", "angry", "surprised", "conversational"] as const;

/** Name of a style. */
export type StyleName = (typeof styleNames)[number];

/** The manner of a style. */
export function styleManner(style: StyleName): Manner {
  return styles[style];
}

/** The style of a number in the contract; undefined for an unknown number. */
export function styleNamed(style: VoiceStyle): StyleName | undefined {
  const names: Record<number, StyleName> = {
    [VoiceStyle.NEUTRAL]: "neutral",
    [VoiceStyle.HAPPY]: "happy",
    [VoiceStyle.ANGRY]: "angry",
    [VoiceStyle.SAD]: "sad",
    [VoiceStyle.SURPRISED]: "surprised",
    [VoiceStyle.CONVERSATIONAL]: "conversational",
  };
  return names[style];
}
