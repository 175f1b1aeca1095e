import type { WaveformMark } from "../../../kit/sound/paint-waveform.ts";
import { wordAt } from "../../../audiokit/transcript/timed-words.ts";
import type { Transcript } from "../transcript/transcript.ts";

/** The marks of a transcript, the word under the playhead highlighted; none without a transcript. */
export function currentMarks(transcript: Transcript | undefined, positionSeconds: number): WaveformMark[] {
  if (!transcript) return [];
  const word = transcript.words[wordAt(transcript.words, positionSeconds * 1000)];
  if (!word) return transcript.marks;
  return [...transcript.marks, { fromSeconds: word.startMs / 1000, toSeconds: word.endMs / 1000, tone: "current" }];
}
