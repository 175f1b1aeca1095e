import { figure, type Clues } from "./clues.ts";

/** A recognition ended well, and no word was heard. */
export function heardNothing({ end, response }: Clues): boolean {
  return end?.event === "request_success" && end.service === "ASR" && figure(response, "transcript_length") === 0;
}
