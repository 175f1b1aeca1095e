import type { TranscriptWord } from "../../local-archive/archive-records.ts";

/** A word of the timeline; pixels count from the left edge of what is shown. */
export interface PlacedWord {
  word: TranscriptWord;
  /** Its number in the transcript. */
  index: number;
  leftPx: number;
  widthPx: number;
  /** From 0, the uppermost. */
  lane: number;
  /** Undefined where there is no room for it. */
  label: string | undefined;
}

/** Lanes of words, so that neighbours do not run into one another. */
export const wordLanes = 4;
/** About as wide as a letter is, and the room between two words, in pixels. */
const [letterPx, gapPx] = [7.2, 6];

/**
 * Places the words that are in sight, each in the first lane with room. Where no lane has any, a word keeps its stroke and loses
 * its letters: none is left out.
 *
 * @param leftOf where a time of the sound stands, in pixels
 * @param labelOf what is written; default: the word
 */
export function placeWords(
  words: readonly TranscriptWord[],
  leftOf: (soundMs: number) => number,
  widthPx: number,
  labelOf: (word: TranscriptWord) => string = ({ text }) => text,
): PlacedWord[] {
  const ends = Array<number>(wordLanes).fill(-Infinity);
  return words.flatMap((word, index) => {
    const leftPx = leftOf(word.startMs);
    const rightPx = leftOf(word.endMs);
    if (rightPx < 0 || leftPx > widthPx) return [];
    const free = ends.findIndex((endPx) => endPx <= leftPx);
    const lane = free < 0 ? index % wordLanes : free;
    const label = free < 0 ? undefined : labelOf(word);
    if (label !== undefined) ends[lane] = Math.max(rightPx, leftPx + label.length * letterPx) + gapPx;
    return [{ word, index, leftPx, widthPx: Math.max(2, rightPx - leftPx), lane, label }];
  });
}
