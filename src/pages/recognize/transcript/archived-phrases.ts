import type { Phrase } from "../../../audiokit/calls/phrases.ts";
import { timedWords } from "../../../audiokit/transcript/timed-words.ts";
import type { TranscriptRecord } from "../../../local-archive/archive-records.ts";

/** What the archive stores of phrases beside their text: their confidence, and the times of their words where there are some. */
export function archivedPhrases(phrases: readonly Phrase[]): Pick<TranscriptRecord, "confidenceScores" | "words"> {
  const words = phrases.flatMap(timedWords).toSorted((a, b) => a.startMs - b.startMs);
  return { confidenceScores: phrases.map(({ confidence }) => confidence), ...(words.length > 0 && { words }) };
}
