import type { SoundSigns } from "../audio/signs/sound-signs.ts";
import type { Clues } from "./clues.ts";
import { figure } from "./quotes.ts";

/** Whether a recognition succeeded with an empty transcript. */
export function isEmptyRecognition({ end, response }: Clues): boolean {
  return end?.event === "request_success" && end.service === "ASR" && figure(response, "transcript_length") === 0;
}

/** Mean confidence below which a result counts as unreliable, 0..1. */
const lowConfidence = 0.5;

/** Whether a recognition succeeded with a low mean confidence. */
export function isLowConfidence({ response, failed }: Clues): boolean {
  const confidence = figure(response, "mean_confidence");
  return !failed && confidence !== undefined && confidence > 0 && confidence < lowConfidence;
}

/** The signs of the sound where a recognition found no words, or doubtful ones; what was heard well has nothing wrong with it. */
export function signsOfUnheard(clues: Clues): SoundSigns | undefined {
  return isEmptyRecognition(clues) || isLowConfidence(clues) ? clues.audio?.signs : undefined;
}
