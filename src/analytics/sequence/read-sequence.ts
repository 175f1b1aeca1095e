import type { SequenceCalls } from "./call-spans.ts";
import { createFollowCounter, type FollowedCalls, type Following } from "./followings.ts";
import { sweepCalls } from "./sweep-calls.ts";

/** A time in which no call was under way, in milliseconds since the epoch. */
export interface IdleTime {
  fromMs: number;
  toMs: number;
  /** The call that ended it. */
  before: number;
}

/** What stood before a call when it began. */
export interface CallWait {
  /** The call that ended last until then; -1 for none. */
  after: number;
  /** Since its end, in milliseconds; NaN without one. */
  sinceMs: number;
  /** Calls under way at that moment. */
  beside: number;
}

/** Calls in their order: from when to when, with what pauses, what failed first and what followed it. */
export interface Sequence {
  /** Calls without a time, of which nothing else is said. */
  untimed: number;
  /** From the first beginning to the last end; NaN while there is no call with a time. */
  beganMs: number;
  endedMs: number;
  /** Time in which no call was under way, in milliseconds. Calls without an end in the log count as a moment. */
  idleMs: number;
  /** The longest of these times, at most five, longest first. */
  idle: IdleTime[];
  /** The failure that was over first, and how the calls ended that began after it. */
  firstFailure?: { call: number; endedMs: number; later: FollowedCalls };
  followings: Following[];
}

const mostIdle = 5;

/** Reads calls as a sequence. @param visit is told what stood before each call, in the order in which they begin */
export function readSequence(calls: SequenceCalls, visit?: (call: number, wait: CallWait) => void): Sequence {
  const { began, ended, failed, services, serviceCount } = calls;
  const counter = createFollowCounter(serviceCount);
  const counts = (call: number) => services[call]! >= 0 && failed[call]! >= 0;
  let [untimed, beganMs, endedMs, idleMs] = [began.length, NaN, NaN, 0];
  let lastBeganMs = -Infinity;
  let idle: IdleTime[] = [];
  sweepCalls(calls, {
    ends(call) {
      endedMs = ended[call]!;
      if (counts(call)) counter.ended(services[call]!, failed[call]!);
    },
    begins(call, after, beside) {
      if (Number.isNaN(beganMs)) beganMs = began[call]!;
      untimed--;
      const [nowMs, afterMs] = [began[call]!, after < 0 ? NaN : ended[after]!];
      const fromMs = Math.max(lastBeganMs, after < 0 ? -Infinity : afterMs);
      lastBeganMs = nowMs;
      if (beside === 0 && nowMs > fromMs && fromMs !== -Infinity) {
        idleMs += nowMs - fromMs;
        idle.push({ fromMs, toMs: nowMs, before: call });
        if (idle.length > 50 * mostIdle) idle = longest(idle);
      }
      if (counts(call)) counter.began(services[call]!, failed[call]!);
      visit?.(call, { after, sinceMs: nowMs - afterMs, beside });
    },
  });
  for (const time of began) if (time > endedMs || (Number.isNaN(endedMs) && time === time)) endedMs = time;
  const first = firstFailure(calls);
  return {
    untimed,
    beganMs,
    endedMs,
    idleMs,
    idle: longest(idle),
    ...(first && { firstFailure: first }),
    followings: counter.followings(),
  };
}

function longest(idle: IdleTime[]): IdleTime[] {
  return idle.sort((a, b) => b.toMs - b.fromMs - (a.toMs - a.fromMs) || a.fromMs - b.fromMs).slice(0, mostIdle);
}

function firstFailure({ began, ended, failed }: SequenceCalls): Sequence["firstFailure"] {
  let first = -1;
  for (let call = 0; call < failed.length; call++) {
    if (failed[call] !== 1 || Number.isNaN(ended[call]!)) continue;
    const isFirst =
      first < 0 || ended[call]! < ended[first]! || (ended[call] === ended[first] && began[call]! < began[first]!);
    if (isFirst) first = call;
  }
  if (first < 0) return undefined;
  const later = { calls: 0, failed: 0 };
  for (let call = 0; call < failed.length; call++) {
    if (call === first || failed[call]! < 0 || !(began[call]! >= ended[first]!)) continue;
    later.calls++;
    later.failed += failed[call]!;
  }
  return { call: first, endedMs: ended[first]!, later };
}
