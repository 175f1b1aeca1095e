import { redactLimits } from "../redaction/redact.ts";

/**
 * When the messages of one kind came or went, in whole milliseconds since the call began: one by one, or, of more than
 * `mostTimes`, counted in equal bins with their longest pauses.
 */
export type MessageTimes = { at_ms: number[] } | BinnedTimes;

/** Counts of messages in bins from the beginning of the call on. */
export interface BinnedTimes {
  bin_ms: number;
  counts: number[];
  first_ms: number;
  last_ms: number;
  /** The longest pauses between two messages, as beginning and length, in order of time; at most `mostPauses`. */
  pauses_ms: [number, number][];
}

/** Notes times in bounded room. */
export interface TimesRecorder {
  add(atMs: number): void;
  /** A copy; undefined when there was no message. */
  times(): MessageTimes | undefined;
}

/** Most times that are written one by one, and most bins: longer rows of numbers would be taken for sound. */
export const mostTimes = redactLimits.numbers;
const mostPauses = 8;
/** A shorter pause is none, in milliseconds. */
const shortestPauseMs = 250;
const narrowestBinMs = 50;

/** Makes a recorder without times. Its room stays the same, however many messages there are. */
export function recordTimes(): TimesRecorder {
  let single: number[] | undefined = [];
  let counts: number[] = [];
  let binMs = narrowestBinMs;
  let [firstMs, lastMs] = [NaN, NaN];
  const pauses: [number, number][] = [];

  function count(atMs: number): void {
    while (atMs >= binMs * mostTimes) {
      counts = Array.from({ length: Math.ceil(counts.length / 2) }, (_, bin) => {
        return (counts[2 * bin] ?? 0) + (counts[2 * bin + 1] ?? 0);
      });
      binMs *= 2;
    }
    const bin = Math.floor(atMs / binMs);
    while (counts.length <= bin) counts.push(0);
    counts[bin]!++;
  }

  function notePause(fromMs: number, lengthMs: number): void {
    if (!(lengthMs >= shortestPauseMs)) return;
    pauses.push([fromMs, lengthMs]);
    if (pauses.length <= mostPauses) return;
    const shortest = pauses.reduce((least, one, index) => (one[1] < pauses[least]![1] ? index : least), 0);
    pauses.splice(shortest, 1);
  }

  return {
    add(exactMs) {
      // A clock that is set back would put a message before the one before it.
      const atMs = Math.max(0, Math.round(exactMs), lastMs || 0);
      if (Number.isNaN(firstMs)) firstMs = atMs;
      notePause(lastMs, atMs - lastMs);
      lastMs = atMs;
      if (single && single.length < mostTimes) return void single.push(atMs);
      single?.forEach(count);
      single = undefined;
      count(atMs);
    },
    times() {
      if (Number.isNaN(firstMs)) return undefined;
      if (single) return { at_ms: [...single] };
      const pauses_ms = pauses.map(([fromMs, lengthMs]): [number, number] => [fromMs, lengthMs]);
      return { bin_ms: binMs, counts: [...counts], first_ms: firstMs, last_ms: lastMs, pauses_ms };
    },
  };
}

/** Kinds of messages of a stream whose times are logged: audio sent, audio received, partial and final results. */
export const timedKinds = ["sent", "chunks", "partials", "finals"] as const;
export type TimedKind = (typeof timedKinds)[number];

/** The times of messages by kind; kinds of which no message came are absent. */
export type TimedMessages = Partial<Record<TimedKind, MessageTimes>>;

/** The times of some recorders. */
export function timesOf(recorders: Partial<Record<TimedKind, TimesRecorder>>): TimedMessages {
  const all = Object.entries(recorders).map(([kind, recorder]) => [kind, recorder.times()] as const);
  return Object.fromEntries(all.filter(([, times]) => times !== undefined));
}
