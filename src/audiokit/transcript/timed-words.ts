import type { Phrase, RecognizedWord } from "../calls/phrases.ts";

/** A word as it is written, with the time at which it is spoken. */
export interface TimedWord {
  /** As the phrase writes it: punctuation and capitals included. */
  text: string;
  startMs: number;
  endMs: number;
  /** 0..1; 0 where the platform does not say. */
  confidence: number;
}

/** Default confidence below which a word should be checked by ear. */
export const defaultConfidenceThreshold = 0.6;

/** Whether the platform was unsure of a word. A confidence of 0 means that none was reported, which is no doubt. */
export function isUncertainWord({ confidence }: { confidence: number }, limit = defaultConfidenceThreshold): boolean {
  return confidence > 0 && confidence < limit;
}

/**
 * Gives the words of a written phrase the times of the recognised words.
 *
 * The two differ: the platform times bare words, while the phrase has punctuation, capitals and, denormalised, digits. Equal
 * words are matched in order (longest common subsequence); a written word between two matches spans the recognised words there.
 *
 * @returns one entry for each written word; empty when the phrase has no word times
 */
export function timedWords({ text, words }: Pick<Phrase, "text" | "words">): TimedWord[] {
  if (words.length === 0) return [];
  const written = text.split(/\s+/).filter((word) => word !== "");
  const timed: TimedWord[] = [];
  let writtenAt = 0;
  let heardAt = 0;
  const spread = (toWritten: number, toHeard: number) => {
    timed.push(
      ...spreadOver(
        written.slice(writtenAt, toWritten),
        words.slice(heardAt, toHeard),
        timed.at(-1)?.endMs ?? words[0]!.startMs,
      ),
    );
    writtenAt = toWritten;
    heardAt = toHeard;
  };
  for (const [writtenIndex, heardIndex] of commonWords(
    written.map(bare),
    words.map(({ word }) => bare(word)),
  )) {
    spread(writtenIndex, heardIndex);
    const { startMs, endMs, confidence } = words[heardIndex]!;
    timed.push({ text: written[writtenIndex]!, startMs, endMs, confidence });
    writtenAt++;
    heardAt++;
  }
  spread(written.length, words.length);
  return timed;
}

/** Index of the word that is spoken at a time, or -1 between words. Words are in order of time. */
export function wordAt(words: readonly TimedWord[], timeMs: number): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (words[middle]!.startMs <= timeMs) low = middle + 1;
    else high = middle;
  }
  const found = low - 1;
  return found >= 0 && timeMs < words[found]!.endMs ? found : -1;
}

function bare(word: string): string {
  return word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** Written words share the time of the recognised ones evenly; with none between two matches they take no time. */
function spreadOver(written: string[], recognized: RecognizedWord[], otherwiseMs: number): TimedWord[] {
  const fromMs = recognized[0]?.startMs ?? otherwiseMs;
  const toMs = recognized.at(-1)?.endMs ?? fromMs;
  const confidence = recognized.length === 0 ? 0 : Math.min(...recognized.map((word) => word.confidence));
  const shareMs = (toMs - fromMs) / Math.max(1, written.length);
  return written.map((text, index) => ({
    text,
    startMs: fromMs + index * shareMs,
    endMs: fromMs + (index + 1) * shareMs,
    confidence,
  }));
}

/** Largest table of a comparison, in cells of two bytes; beyond it a range is matched at its ends only. */
const mostCells = 16_000_000;

/**
 * Pairs of positions of a longest common subsequence, in order.
 *
 * Equal words at both ends are paired at once: mostly that is all of them, and an hour in one phrase costs no table.
 */
function commonWords(left: string[], right: string[]): [number, number][] {
  const isPair = (i: number, j: number) => left[i] === right[j] && left[i] !== "";
  const pairs: [number, number][] = [];
  const shorter = Math.min(left.length, right.length);
  let start = 0;
  while (start < shorter && isPair(start, start)) pairs.push([start, start++]);
  let rest = 0;
  while (rest < shorter - start && isPair(left.length - 1 - rest, right.length - 1 - rest)) rest++;
  const middle = commonBetween(left.slice(start, left.length - rest), right.slice(start, right.length - rest));
  for (const [i, j] of middle) pairs.push([start + i, start + j]);
  for (; rest > 0; rest--) pairs.push([left.length - rest, right.length - rest]);
  return pairs;
}

function commonBetween(left: string[], right: string[]): [number, number][] {
  if (left.length * right.length > mostCells) return [];
  const isPair = (i: number, j: number) => left[i] === right[j] && left[i] !== "";
  // lengths[i][j]: the longest from left[i] and right[j] on
  const lengths = Array.from({ length: left.length + 1 }, () => new Uint16Array(right.length + 1));
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      const skipped = Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
      lengths[i]![j] = isPair(i, j) ? lengths[i + 1]![j + 1]! + 1 : skipped;
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    if (isPair(i, j)) pairs.push([i++, j++]);
    else if (lengths[i + 1]![j]! >= lengths[i]![j + 1]!) i++;
    else j++;
  }
  return pairs;
}
