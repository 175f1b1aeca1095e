import type { Phrase } from "../../../audiokit/calls/phrases.ts";
import type { Recognition } from "../../../audiokit/calls/recognize-file.ts";
import type { WaveformMark } from "../../../kit/sound/paint-waveform.ts";
import { speechRanges } from "../../../audio/speech-ranges.ts";
import {
  isUncertainWord,
  timedWords,
  defaultConfidenceThreshold,
  type TimedWord,
} from "../../../audiokit/transcript/timed-words.ts";

/** A phrase as it is shown: its words or, where the platform timed none, its text as one piece. */
export interface ShownPhrase {
  phrase: Phrase;
  pieces: TimedWord[];
  /** Position of the first piece among all pieces of the transcript. */
  firstPiece: number;
}

/** What was heard, arranged for reading, hearing and marking on the wave. */
export interface Transcript {
  phrases: ShownPhrase[];
  /** The pieces of all phrases, in order. */
  pieces: TimedWord[];
  marks: WaveformMark[];
  wordCount: number;
  doubtfulCount: number;
}

/**
 * Arranges an answer.
 *
 * @param doubtLimit words below this confidence are doubtful, 0..1
 */
export function transcriptOf(
  { phrases, vaMarks, audioSeconds, transcript }: Recognition,
  doubtLimit = defaultConfidenceThreshold,
): Transcript {
  const pieces: TimedWord[] = [];
  const shown = phrases.map((phrase) => {
    const own = recordingChunks(phrase);
    const firstPiece = pieces.length;
    pieces.push(...own);
    return { phrase, pieces: own, firstPiece };
  });
  const speech = speechRanges(vaMarks, audioSeconds).map((stretch) => ({ ...stretch, tone: "speech" as const }));
  return {
    phrases: shown,
    pieces,
    marks: [...speech, ...pieces.map((piece) => markOf(piece, doubtLimit))],
    wordCount: transcript.split(/\s+/).filter((word) => word !== "").length,
    doubtfulCount: pieces.filter((piece) => isUncertainWord(piece, doubtLimit)).length,
  };
}

function recordingChunks(phrase: Phrase): TimedWord[] {
  const words = timedWords(phrase);
  const { text, startMs, endMs, confidence } = phrase;
  return words.length > 0 ? words : [{ text, startMs, endMs, confidence }];
}

function markOf(piece: TimedWord, doubtLimit: number): WaveformMark {
  return {
    fromSeconds: piece.startMs / 1000,
    toSeconds: piece.endMs / 1000,
    tone: isUncertainWord(piece, doubtLimit) ? "doubtful" : "word",
    label: piece.text,
  };
}
