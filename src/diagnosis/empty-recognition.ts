import { figure, type Clues } from "./clues.ts";

/** A recognition ended well, and no word was heard. */
export function isEmptyRecognition({ end, response }: Clues): boolean {
  return end?.event === "request_success" && end.service === "ASR" && figure(response, "transcript_length") === 0;
}

/** Mean confidence under which an answer counts as badly heard, 0..1. */
const lowConfidence = 0.5;

/** A recognition ended well, and the platform itself hardly trusts its words. */
export function isLowConfidence({ response, failed }: Clues): boolean {
  const confidence = figure(response, "mean_confidence");
  return !failed && confidence !== undefined && confidence > 0 && confidence < lowConfidence;
}
