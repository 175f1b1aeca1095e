import { sentencesOf } from "../../basics/sentences.ts";
import type { Script, SpeechItem } from "./script.ts";
import type { SpokenSpan } from "./synthesis-engine.ts";
import type { VoiceName } from "./voices.ts";

/** A unit of synthesis: one engine job. */
export interface Phrase {
  kind: "phrase";
  voice: VoiceName;
  spans: readonly SpokenSpan[];
  /** Natural silence before the next phrase, in milliseconds. */
  restMs: number;
}

/** A pause in the text. */
export interface Silence {
  kind: "silence";
  durationMs: number;
}

/** A shorter phrase is joined with the next sentence, so that “Yes.” is not a phrase of its own. */
const shortCharacters = 40;
/** Longest phrase: its audio has to fit into memory, and other calls wait for its end. */
const longCharacters = 400;
/** Pauses of espeak-ng itself between sentences and after a comma, at normal speed. */
const restMs = { sentence: 290, comma: 145 } as const;

/**
 * Splits a script into phrases, lazily: at the ends of sentences, where the voice changes, and in sentences that are too long at
 * a comma or a blank.
 *
 * @param language for the segmentation into sentences
 */
export function* phrasesOf(items: Script["items"], language: string): Generator<Phrase | Silence> {
  let waiting: Phrase | undefined;

  for (const item of items) {
    if (item.kind === "pause") {
      if (waiting) yield { ...waiting, restMs: 0 };
      waiting = undefined;
      yield { kind: "silence", durationMs: item.durationMs };
      continue;
    }
    if (waiting && waiting.voice !== item.voice) {
      yield waiting;
      waiting = undefined;
    }
    for (const span of pieces(item, language)) {
      if (waiting && lengthOf(waiting) + span.text.length > longCharacters) {
        yield waiting;
        waiting = undefined;
      }
      waiting = append(waiting, item.voice, span);
      if (endsSentence(span.text) && lengthOf(waiting) >= shortCharacters) {
        yield waiting;
        waiting = undefined;
      }
    }
  }
  if (waiting) yield waiting;
}

/** Spans of at most one sentence, none too long. */
function* pieces({ span }: SpeechItem, language: string): Generator<SpokenSpan> {
  if (span.sounds) {
    yield span;
    return;
  }
  for (const segment of sentencesOf(span.text, language)) {
    let rest = segment;
    while (rest.length > longCharacters) {
      const cut = cutAt(rest);
      yield { ...span, text: rest.slice(0, cut) };
      rest = rest.slice(cut);
    }
    if (rest.trim() !== "") yield { ...span, text: rest };
  }
}

/** Where to split a text that is too long: after the last comma, else at the last blank, else anywhere between characters. */
function cutAt(text: string): number {
  const head = text.slice(0, longCharacters);
  const comma = /^[^]*[,;:—)](?=\s)/.exec(head)?.[0].length ?? 0;
  const blank = head.lastIndexOf(" ") + 1;
  const between = /[\ud800-\udbff]$/.test(head) ? longCharacters - 1 : longCharacters;
  return [comma, blank, between].find((cut) => cut > shortCharacters) ?? between;
}

function append(phrase: Phrase | undefined, voice: VoiceName, span: SpokenSpan): Phrase {
  const rest = endsSentence(span.text) ? restMs.sentence : /[,;:—]\s*$/.test(span.text) ? restMs.comma : 0;
  return { kind: "phrase", voice, spans: [...(phrase?.spans ?? []), span], restMs: rest / span.manner.speed };
}

function endsSentence(text: string): boolean {
  return /[.!?…]["»”)]*\s*$|\n\s*$/.test(text);
}

function lengthOf(phrase: Phrase): number {
  return phrase.spans.reduce((sum, span) => sum + span.text.length, 0);
}
