import type { CallTimeline, TimelineTrack, TrackKind } from "./call-timeline.ts";

/** A row of the timeline as a table; times are in milliseconds since the call began. */
export interface TimelineRow {
  kind: TrackKind;
  /** A pause of messages of that kind. */
  isPause: boolean;
  fromMs: number;
  toMs: number;
  /** Messages of the row. */
  count: number;
  /** It had not ended when the call did. */
  isOpen: boolean;
}

/** Messages of one kind that have a row each; more of them have one row together. */
const mostSingleRows = 12;

/** Whether a track shows how long something lasted, and not messages. */
export function isPhase(kind: TrackKind): boolean {
  return kind === "call" || kind === "token" || kind === "connection" || kind === "firstByte";
}

/** The same as the timeline shows, as rows, by track; its pauses stand behind the messages that they interrupt. */
export function timelineRows({ tracks, pauses }: CallTimeline): TimelineRow[] {
  return tracks
    .filter(({ kind }) => kind !== "events")
    .flatMap((track) => [
      ...rowsOf(track),
      ...pauses
        .filter(({ kind }) => kind === track.kind)
        .map(({ kind, fromMs, toMs }) => ({ kind, isPause: true, fromMs, toMs, count: 0, isOpen: false })),
    ]);
}

function rowsOf({ kind, marks }: TimelineTrack): TimelineRow[] {
  const row = { kind, isPause: false };
  if (marks.length <= mostSingleRows) return marks.map((mark) => ({ ...row, isOpen: false, ...mark }));
  const count = marks.reduce((sum, mark) => sum + mark.count, 0);
  return [{ ...row, fromMs: marks[0]!.fromMs, toMs: marks.at(-1)!.toMs, count, isOpen: false }];
}

/** What is going on at a moment of a call. */
export interface Moment {
  /** Phases that last. */
  phases: TrackKind[];
  /** Kinds of messages that pause. */
  pauses: TrackKind[];
  /** Of each kind of message, how many have come or gone, of how many. */
  messages: { kind: TrackKind; count: number; total: number }[];
}

/** What is going on at a moment, in milliseconds since the call began. */
export function momentAt({ tracks, pauses }: CallTimeline, atMs: number): Moment {
  const has = ({ fromMs, toMs }: { fromMs: number; toMs: number }) => fromMs <= atMs && atMs < toMs;
  return {
    phases: tracks
      .filter(({ kind, marks }) => kind !== "call" && isPhase(kind) && marks.some(has))
      .map(({ kind }) => kind),
    pauses: pauses.filter(has).map(({ kind }) => kind),
    messages: tracks
      .filter(({ kind }) => !isPhase(kind) && kind !== "events")
      .map(({ kind, marks }) => ({ kind, count: countUntil(marks, atMs), total: countUntil(marks, Infinity) })),
  };
}

function countUntil(marks: TimelineTrack["marks"], atMs: number): number {
  return marks.reduce((sum, { fromMs, count }) => (fromMs <= atMs ? sum + count : sum), 0);
}
