import type { WavCoding } from "../../audio/wav.ts";
import { AudioEncoding } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";

/** The platform's numbers of the codings, the same for synthesis and recognition. */
export const encodings = {
  pcm16: AudioEncoding.LINEAR_PCM,
  mulaw: AudioEncoding.MULAW,
  alaw: AudioEncoding.ALAW,
} as const satisfies Record<WavCoding, AudioEncoding>;
