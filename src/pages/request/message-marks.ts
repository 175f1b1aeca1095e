import type { MessageTimes, TimedKind } from "../../logging/attributes/message-times.ts";

/** Something that happened, in milliseconds since the call began; a moment where both ends are equal. */
export interface TimelineMark {
  fromMs: number;
  toMs: number;
  /** Messages in it; 1 for a phase. */
  count: number;
  /** It had not ended when the call did. */
  isOpen?: boolean;
}

/** A time in which nothing of a kind was sent or came, in milliseconds since the call began. */
export interface Pause {
  kind: TimedKind;
  fromMs: number;
  toMs: number;
}

/** The shortest pause that is told of, and how many times as long as is usual it is at least. */
const leastPauseMs = 300;
const leastFactor = 3;

/** Messages as marks of a track: moments, or bins with their counts. */
export function marksOf(times: MessageTimes): TimelineMark[] {
  if ("at_ms" in times) return times.at_ms.map((atMs) => ({ fromMs: atMs, toMs: atMs, count: 1 }));
  const { bin_ms: binMs, counts, first_ms: firstMs, last_ms: lastMs } = times;
  return counts.flatMap((count, bin) => {
    if (count === 0) return [];
    return [{ fromMs: Math.max(firstMs, bin * binMs), toMs: Math.min(lastMs, (bin + 1) * binMs), count }];
  });
}

/** The pauses between messages that are far longer than is usual between them, by time. */
export function findPauses(kind: TimedKind, times: MessageTimes | undefined): Pause[] {
  if (!times) return [];
  const intervals = "at_ms" in times ? intervalsOf(times.at_ms) : times.pauses_ms;
  const lengths = intervals.map(([, lengthMs]) => lengthMs);
  const usualMs = "at_ms" in times ? median(lengths) : meanInterval(times);
  const leastMs = Math.max(leastPauseMs, leastFactor * usualMs);
  return intervals.flatMap(([fromMs, lengthMs]) =>
    lengthMs > leastMs ? [{ kind, fromMs, toMs: fromMs + lengthMs }] : [],
  );
}

function intervalsOf(times: readonly number[]): [number, number][] {
  return times.slice(1).map((atMs, index) => [times[index]!, atMs - times[index]!]);
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

function meanInterval({ counts, first_ms, last_ms }: Exclude<MessageTimes, { at_ms: number[] }>): number {
  const count = counts.reduce((sum, one) => sum + one, 0);
  return (last_ms - first_ms) / Math.max(1, count - 1);
}
