import { wordAt } from "../../audiokit/transcript/timed-words.ts";
import type { Format } from "../../kit/i18n/format.ts";
import type { TranscriptWord } from "../../local-archive/archive-records.ts";
import type { CallTimeline, TrackKind } from "./call-timeline.ts";
import type { requestText } from "./request-text.ts";
import { momentAt } from "./timeline-rows.ts";

type Words = Pick<(typeof requestText)["en"], "tracks" | "lasting" | "soFar" | "saying" | "pause">;

/** A call with the words of its sound, which begins at a time of the call. */
export interface DescribedCall {
  timeline: CallTimeline;
  words: readonly TranscriptWord[];
  soundFromMs: number;
}

/** What is going on at a moment of a call, in a few words: what a cursor says. */
export function describeMoment(
  { timeline, words, soundFromMs }: DescribedCall,
  atMs: number,
  text: Words,
  format: Format,
): string {
  const { phases, pauses, messages } = momentAt(timeline, atMs);
  const word = words[wordAt(words, atMs - soundFromMs)];
  const said = [
    ...phases.map((kind) => text.lasting(text.tracks[kind])),
    ...pauses.map((kind) => text.pause[kind as "sent" | "chunks"]),
    ...messages.map(({ kind, count, total }) => text.soFar(text.tracks[kind as TrackKind], count, total)),
    ...(word ? [text.saying(word.text)] : []),
  ];
  return [format.duration(Math.round(atMs)), ...said].join(" · ");
}
