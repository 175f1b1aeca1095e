import type { Phrase } from "../audiokit/calls/phrases.ts";
import { cueWords, type CueWord } from "./cue-words.ts";
import { wrapLines } from "./wrap-lines.ts";

/** What is shown at once, and when. */
export interface SubtitleCue {
  startMs: number;
  /** After `startMs`, and not after the next cue begins. */
  endMs: number;
  /** At least one; words are whole, and none holds white space. */
  lines: string[];
  /** Who speaks, as the caller names them. */
  voice?: string;
}

/** How text is cut into cues. */
export interface CueRules {
  /** Longest line, in characters; a longer word has a line to itself. Default 42. */
  lineLength?: number;
  /** Default 2. */
  lineCount?: number;
  /** Longest cue, in milliseconds; a word that lasts longer stays whole. Default 7000. */
  longestMs?: number;
  /** A silence so long between two words begins a new cue, in milliseconds. Default 1500. */
  pauseMs?: number;
}

/** Names the speaker of a phrase; undefined where none is known. */
export type NameVoice = (phrase: Pick<Phrase, "speaker" | "channel">) => string | undefined;

/** What a name takes in front of the text. */
export const voicePrefix = (voice: string | undefined): string => (voice === undefined ? "" : `${voice}: `);

/** A cue stays so long where nothing follows. */
const shortestMs = 700;
/** Least time of a cue where others follow at once: a frame of film. */
const shownMs = 40;

/**
 * Cuts phrases into subtitles, in order of time. A cue begins and ends with its words; without word times, the words share the
 * time of their phrase by their length, which is an estimate.
 *
 * @param nameVoice whose names stand before the text in formats without a place for them, so that space is left
 */
export function subtitleCues(
  phrases: readonly Phrase[],
  nameVoice: NameVoice = () => undefined,
  rules: CueRules = {},
): SubtitleCue[] {
  return inTurn(phrases.flatMap((phrase) => phraseCues(phrase, nameVoice(phrase), rules)));
}

/**
 * Cues in order of time, none on screen while another is: players would show both, one over the other, in an order of their
 * own. Where two people speak at once, the earlier cue ends when the later begins. A cue that has no moment left waits for the
 * one before it.
 */
export function inTurn(cues: readonly SubtitleCue[]): SubtitleCue[] {
  const sorted = cues
    .map((cue) => ({ ...cue, startMs: Math.round(cue.startMs), endMs: Math.round(cue.endMs) }))
    .sort((left, right) => left.startMs - right.startMs);
  let freeFromMs = 0;
  return sorted.map((cue, index) => {
    const startMs = Math.max(cue.startMs, freeFromMs);
    const nextMs = sorted[index + 1]?.startMs ?? Infinity;
    const endMs = Math.max(startMs + shownMs, Math.min(Math.max(cue.endMs, startMs + shortestMs), nextMs));
    freeFromMs = endMs;
    return { ...cue, startMs, endMs: Math.max(endMs, Math.min(cue.endMs, nextMs)) };
  });
}

function phraseCues(phrase: Phrase, voice: string | undefined, rules: CueRules): SubtitleCue[] {
  const { lineLength = 42, lineCount = 2, longestMs = 7000, pauseMs = 1500 } = rules;
  const words = cueWords(phrase);
  const lines = (from: number, to: number): string[] =>
    wrapLines(words.slice(from, to), lineLength, voicePrefix(voice).length);
  const fits = (from: number, to: number): boolean =>
    to - from === 1 ||
    (words[to - 1]!.startMs - words[to - 2]!.endMs < pauseMs &&
      words[to - 1]!.endMs - words[from]!.startMs <= longestMs &&
      lines(from, to).length <= lineCount);
  const cues: SubtitleCue[] = [];
  for (let from = 0; from < words.length;) {
    let to = from + 1;
    while (to < words.length && fits(from, to + 1)) to++;
    if (to < words.length) to = goodEnd(words, from, to);
    const startMs = Math.max(words[from]!.startMs, cues.at(-1)?.endMs ?? 0);
    cues.push({
      startMs,
      endMs: Math.max(words[to - 1]!.endMs, startMs + 1),
      lines: lines(from, to),
      ...(voice !== undefined && { voice }),
    });
    from = to;
  }
  return cues;
}

/** Where a thought ends, and how much of the cue must stand before it. */
const thoughtEnds = [
  { sign: /[.!?…]["»”)]*$|[。！？]["」』”）]*$/u, leastShare: 1 / 3 },
  { sign: /[,;:—–]["»”)]*$|[，、；：]$/u, leastShare: 1 / 2 },
];

/** The place to cut: behind the last sentence or, failing that, the last clause that ends in what fits; else where it is full. */
function goodEnd(words: readonly CueWord[], from: number, full: number): number {
  for (const { sign, leastShare } of thoughtEnds) {
    const least = from + Math.ceil((full - from) * leastShare);
    for (let end = full; end >= least; end--) if (sign.test(words[end - 1]!.text)) return end;
  }
  return full;
}
