import type { WavCoding } from "../../audio/wav.ts";
import { AudioEncoding } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";

/** The codings of samples by the platform's numbers; synthesis and recognition have equal ones. */
export const wavCodings: Partial<Record<number, WavCoding>> = {
  [AudioEncoding.LINEAR_PCM]: "pcm16",
  [AudioEncoding.MULAW]: "mulaw",
  [AudioEncoding.ALAW]: "alaw",
};
