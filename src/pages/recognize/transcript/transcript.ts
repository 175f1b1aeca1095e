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

/** A phrase as it is shown: its words or, where the platform timed none, its text as one word. */
export interface ShownPhrase {
  phrase: Phrase;
  words: TimedWord[];
  /** Index of the first word among all words of the transcript. */
  firstWord: number;
}

/** A recognition, arranged for reading, playing and marking on the waveform. */
export interface Transcript {
  phrases: ShownPhrase[];
  /** The words of all phrases, in order. */
  words: TimedWord[];
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
  const words: TimedWord[] = [];
  const shown = phrases.map((phrase) => {
    const own = wordsOf(phrase);
    const firstWord = words.length;
    words.push(...own);
    return { phrase, words: own, firstWord };
  });
  const speech = speechRanges(vaMarks, audioSeconds).map((range) => ({ ...range, tone: "speech" as const }));
  return {
    phrases: shown,
    words,
    marks: [...speech, ...words.map((word) => markOf(word, doubtLimit))],
    wordCount: transcript.split(/\s+/).filter((word) => word !== "").length,
    doubtfulCount: words.filter((word) => isUncertainWord(word, doubtLimit)).length,
  };
}

function wordsOf(phrase: Phrase): TimedWord[] {
  const timed = timedWords(phrase);
  const { text, startMs, endMs, confidence } = phrase;
  return timed.length > 0 ? timed : [{ text, startMs, endMs, confidence }];
}

function markOf(word: TimedWord, doubtLimit: number): WaveformMark {
  return {
    fromSeconds: word.startMs / 1000,
    toSeconds: word.endMs / 1000,
    tone: isUncertainWord(word, doubtLimit) ? "doubtful" : "word",
    label: word.text,
  };
}
