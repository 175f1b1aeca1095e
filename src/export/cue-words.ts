import type { Phrase } from "../audiokit/calls/phrases.ts";
import { timedWords, type TimedWord } from "../audiokit/transcript/timed-words.ts";
import type { LineWord } from "./wrap-lines.ts";

/** A word of a subtitle, with the time at which it is spoken. */
export interface CueWord extends LineWord {
  startMs: number;
  endMs: number;
}

/** Letters of languages that put no blanks between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * The words of a phrase with their times. Without word times they share the time of the phrase by their length, which is an
 * estimate. What is written without blanks is cut by `Intl.Segmenter`; its parts share the time of the whole.
 */
export function cueWords(phrase: Phrase): CueWord[] {
  const timed = timedWords(phrase);
  const words = timed.length > 0 ? timed : shareTime(phrase.text.split(/\s+/).filter(Boolean), phrase);
  return words.flatMap((word) => partsOf(word));
}

function partsOf(word: Pick<TimedWord, "text" | "startMs" | "endMs">): CueWord[] {
  if (!unspaced.test(word.text)) return [word];
  const parts: string[] = [];
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "word" }).segment(word.text)) {
    // No line begins with a sign that closes, and none ends with one that opens.
    const isTied = /^[\p{P}\p{S}]/u.test(segment) && !/^[\p{Ps}\p{Pi}]/u.test(segment);
    const before = parts.at(-1);
    if (before !== undefined && (isTied || /^[\p{Ps}\p{Pi}]+$/u.test(before)))
      parts[parts.length - 1] = before + segment;
    else parts.push(segment);
  }
  return shareTime(parts, word).map((part, index) => (index === 0 ? part : { ...part, isGlued: true }));
}

function shareTime(texts: readonly string[], { startMs, endMs }: { startMs: number; endMs: number }): CueWord[] {
  const total = texts.reduce((sum, text) => sum + text.length, 0);
  const lengthMs = Math.max(0, endMs - startMs);
  let before = 0;
  return texts.map((text) => {
    const fromMs = startMs + (lengthMs * before) / total;
    before += text.length;
    return { text, startMs: fromMs, endMs: startMs + (lengthMs * before) / total };
  });
}
