import type { CallPhases } from "../../logging/attributes/call-phases.ts";
import { timedKinds, type MessageTimes, type TimedKind } from "../../logging/attributes/message-times.ts";
import { readPhases } from "../../logging/attributes/read-phases.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { isCallEnd } from "../../query/match/fold-call.ts";
import { findPauses, marksOf, type Pause, type TimelineMark } from "./message-marks.ts";

/** What a track of the timeline shows, in the order in which the tracks stand. */
export const trackKinds = ["call", "token", "connection", "firstByte", ...timedKinds, "events"] as const;
export type TrackKind = (typeof trackKinds)[number];

/** One kind of what happened. */
export interface TimelineTrack {
  kind: TrackKind;
  /** By time. */
  marks: TimelineMark[];
}

/** What the log does not tell of a call: its start or end, how long it took, its phases, or whether its time is that of its begin. */
export type UntoldDetail = "start" | "end" | "duration" | "phases" | "moment";

/** When what happened in a call, as far as its lines say. Times are in milliseconds since the call began. */
export interface CallTimeline {
  /** When it began, in milliseconds since the epoch; NaN where no line has a time. */
  beganMs: number;
  /** Until the last thing that is known. */
  lengthMs: number;
  /** How long the call took; undefined without an end that says so. */
  durationMs: number | undefined;
  /** Those with something in them. */
  tracks: TimelineTrack[];
  /** When nothing was sent, or nothing came, for longer than is usual in this call. */
  pauses: Pause[];
  untold: UntoldDetail[];
}

/** Numbers of earlier versions, and what happened then. */
const olderTimes = {
  time_to_first_chunk_ms: "chunks",
  time_to_first_partial_ms: "partials",
  time_to_first_final_ms: "finals",
} as const satisfies Record<string, TimedKind>;

/** Reads the lines of one call, oldest first, as a timeline. Nothing is drawn that no line says. */
export function callTimeline(lines: readonly LogEvent[]): CallTimeline {
  const start = lines.find(({ event }) => event === "request_start");
  const end = lines.findLast((line) => isCallEnd({ ...line }));
  const phases = readPhases(end?.response_data);
  const durationMs = end?.duration_ms;
  const isOwn = phases !== undefined || end?.initiator !== undefined;
  const beganMs = beginOf(lines, { start, end, isCertain: isOwn });
  const messages = messageTimes(phases, end);
  const tracks: TimelineTrack[] = [
    { kind: "call" as const, marks: durationMs === undefined ? [] : [{ fromMs: 0, toMs: durationMs, count: 1 }] },
    ...phaseTracks(phases ?? {}, { durationMs, isLive: end?.operation === "Recognize" }),
    ...timedKinds.flatMap((kind) => (messages[kind] ? [{ kind, marks: marksOf(messages[kind]) }] : [])),
    { kind: "events" as const, marks: eventMarks(lines, beganMs) },
  ].filter(({ marks }) => marks.length > 0);
  const lengthMs = Math.max(durationMs ?? 0, ...tracks.flatMap(({ marks }) => marks.map(({ toMs }) => toMs)));
  const untold: [UntoldDetail, boolean][] = [
    ["start", start === undefined],
    ["end", end === undefined],
    ["duration", end !== undefined && durationMs === undefined],
    ["phases", end !== undefined && phases === undefined],
    ["moment", start === undefined && !isOwn],
  ];
  return {
    beganMs,
    lengthMs,
    durationMs,
    tracks,
    pauses: (["sent", "chunks"] as const).flatMap((kind) => findPauses(kind, messages[kind])),
    untold: untold.flatMap(([detail, isUntold]) => (isUntold ? [detail] : [])),
  };
}

/** A stream is logged as begun with its first message; its clock runs since it was opened. */
function beginOf(
  lines: readonly LogEvent[],
  { start, end, isCertain }: { start: LogEvent | undefined; end: LogEvent | undefined; isCertain: boolean },
): number {
  if (end?.duration_ms !== undefined && isCertain) return Date.parse(end.timestamp) - end.duration_ms;
  return Date.parse((start ?? lines[0])?.timestamp ?? "");
}

/** Waiting for the token, for the connection and for the first byte follow one another; where one is missing the next begins. */
function phaseTracks(
  { token_from_ms, token_wait_ms, connected_ms, headers_ms, sent }: CallPhases,
  { durationMs, isLive }: { durationMs: number | undefined; isLive: boolean },
): TimelineTrack[] {
  const tracks: TimelineTrack[] = [];
  let fromMs = 0;
  let isOver = false;
  /** @param toMs undefined: it did not come; the call ended while it was waited for, and nothing followed */
  function add(kind: TrackKind, toMs: number | undefined): void {
    if (isOver || (toMs === undefined && durationMs === undefined)) return;
    const isOpen = toMs === undefined;
    const mark = { fromMs, toMs: toMs ?? Math.max(fromMs, durationMs!), count: 1, ...(isOpen && { isOpen }) };
    tracks.push({ kind, marks: [mark] });
    fromMs = mark.toMs;
    isOver = isOpen;
  }
  const isKnown = [token_from_ms, connected_ms, headers_ms].some((atMs) => atMs !== undefined);
  if (!isKnown) return [];
  if (token_from_ms !== undefined) {
    fromMs = token_from_ms;
    add("token", token_wait_ms === undefined ? undefined : token_from_ms + token_wait_ms);
  }
  if (connected_ms !== undefined || (isLive && headers_ms === undefined && sent === undefined))
    add("connection", connected_ms);
  add("firstByte", headers_ms);
  return tracks;
}

function messageTimes(phases: CallPhases | undefined, end: LogEvent | undefined) {
  const times: Partial<Record<TimedKind, MessageTimes>> = {};
  for (const [name, kind] of Object.entries(olderTimes)) {
    const atMs = end?.response_data?.[name];
    if (typeof atMs === "number" && atMs >= 0) times[kind] = { at_ms: [atMs] };
  }
  for (const kind of timedKinds) if (phases?.[kind]) times[kind] = phases[kind];
  return times;
}

function eventMarks(lines: readonly LogEvent[], beganMs: number): TimelineMark[] {
  const times = lines.map(({ timestamp }) => Math.max(0, Date.parse(timestamp) - beganMs));
  return times.filter((atMs) => !Number.isNaN(atMs)).map((atMs) => ({ fromMs: atMs, toMs: atMs, count: 1 }));
}
