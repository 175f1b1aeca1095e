import type { WaveformMark } from "../../../kit/sound/paint-waveform.ts";
import { wordAt } from "../../../audiokit/transcript/timed-words.ts";
import type { Transcript } from "../transcript/transcript.ts";

/** The marks of a transcript with the piece under the playhead set off; none without a transcript. */
export function currentMarks(transcript: Transcript | undefined, positionSeconds: number): WaveformMark[] {
  if (!transcript) return [];
  const piece = transcript.pieces[wordAt(transcript.pieces, positionSeconds * 1000)];
  if (!piece) return transcript.marks;
  return [...transcript.marks, { fromSeconds: piece.startMs / 1000, toSeconds: piece.endMs / 1000, tone: "current" }];
}
