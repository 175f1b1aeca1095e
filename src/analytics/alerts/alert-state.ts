import { isBeyond, isClear, isCount, type AlertRule } from "./alert-rule.ts";

/** One measurement of a rule: its window ended at `atMs`. */
export interface AlertSample {
  atMs: number;
  /** NaN where there is none. */
  value: number;
  /** Rows that it rests on. */
  rows: number;
}

/** Where a rule stands. Plain data: it is stored. */
export interface AlertState {
  /** `pending`: beyond the threshold, not yet for long enough. */
  phase: "quiet" | "pending" | "firing";
  /** When the phase began, in milliseconds since the epoch. */
  sinceMs: number;
  /** Without a gap it has been measured since then. */
  watchedSinceMs: number;
  /** The last measurement; of a rule that was never measured absent. */
  last?: { atMs: number; value: number | null; rows: number };
  /** The windows have too few rows, or the rule is outside of its hours, since then. */
  unknownSinceMs?: number;
  /** Of a pending or firing alert the furthest measurement. */
  peak?: { atMs: number; value: number; rows: number };
  /** Whether somebody was notified of the firing. */
  isAnnounced: boolean;
  /** When it last began to fire. */
  firedMs?: number;
}

/** What changed. */
export type AlertTransition =
  /** `isSilenced`: nobody is notified. It is said again when the silence ends while the alert is firing. */
  | { is: "firing"; atMs: number; value: number; rows: number; isSilenced: boolean }
  | { is: "resolved"; atMs: number; firedMs: number; peak: number; why: ResolveReason; isSilenced: boolean };

/** Why an alert ended: the value cleared; for a whole window there were too few rows to tell; the working hours ended. */
export type ResolveReason = "cleared" | "thin" | "hours";

/** What a step needs to know beside the rule. */
export interface AlertStepOptions {
  /** Measurements further apart leave a gap: what was between them is not known. Default: no limit. */
  maxGapMs?: number;
  /** Default: always. */
  isInHours?: (atMs: number) => boolean;
}

/** The state of a rule before its first measurement. */
export function newAlertState(atMs: number): AlertState {
  return { phase: "quiet", sinceMs: atMs, watchedSinceMs: atMs, isAnnounced: false };
}

/**
 * Takes one measurement. Pure: the same state, rule and sample give the same answer.
 *
 * - A window with too few rows proves nothing: a pending alert is quiet again, a firing one goes on for one window and ends.
 * - A gap (sleep, a clock that jumped, no tab open) proves nothing either: `for` begins anew, and rows are missed (`under` of a
 *   count) only when the whole window was watched.
 */
export function stepAlert(
  state: AlertState,
  rule: AlertRule,
  sample: AlertSample,
  { maxGapMs = Infinity, isInHours = () => true }: AlertStepOptions = {},
): { state: AlertState; transitions: AlertTransition[] } {
  const { atMs, value, rows } = sample;
  const next: AlertState = { ...state, last: { atMs, value: Number.isNaN(value) ? null : value, rows } };
  const transitions: AlertTransition[] = [];
  const isSilenced = atMs < (rule.silencedUntilMs ?? -Infinity);

  const passedMs = state.last === undefined ? 0 : atMs - state.last.atMs;
  if (passedMs < 0 || passedMs > maxGapMs) {
    next.watchedSinceMs = atMs;
    if (next.phase === "pending") rest();
  }

  const isOffHours = !isInHours(atMs);
  if (isOffHours || isThin(rule, sample, next.watchedSinceMs)) {
    next.unknownSinceMs = Math.min(state.unknownSinceMs ?? atMs, atMs);
    if (next.phase === "pending") rest();
    else if (next.phase === "firing") {
      if (isOffHours) resolve("hours");
      else if (atMs - next.unknownSinceMs >= rule.windowMs) resolve("thin");
    }
  } else {
    delete next.unknownSinceMs;
    if (next.phase === "firing") {
      if (isClear(rule, value)) resolve("cleared");
      else notePeak();
    } else if (isBeyond(rule, value)) {
      if (next.phase === "quiet") begin("pending");
      notePeak();
      if (atMs - next.sinceMs >= rule.forMs) {
        begin("firing");
        next.firedMs = atMs;
        announce();
      }
    } else if (next.phase === "pending") rest();
  }
  if (next.phase === "firing" && !next.isAnnounced && !isSilenced && transitions.length === 0) announce();
  return { state: next, transitions };

  function begin(phase: AlertState["phase"]): void {
    next.phase = phase;
    next.sinceMs = atMs;
  }
  function rest(): void {
    begin("quiet");
    delete next.peak;
  }
  function notePeak(): void {
    const isFurther =
      next.peak === undefined || (rule.fires === "over" ? value > next.peak.value : value < next.peak.value);
    if (isFurther) next.peak = { atMs, value, rows };
  }
  function announce(): void {
    next.isAnnounced = !isSilenced;
    transitions.push({ is: "firing", atMs, value, rows, isSilenced });
  }
  function resolve(why: ResolveReason): void {
    const { firedMs = next.sinceMs, peak } = next;
    transitions.push({ is: "resolved", atMs, firedMs, peak: peak?.value ?? NaN, why, isSilenced });
    next.isAnnounced = false;
    rest();
  }
}

/** Whether a measurement rests on too little to be judged. */
export function isThin(rule: AlertRule, { atMs, value, rows }: AlertSample, watchedSinceMs = -Infinity): boolean {
  if (isCount(rule)) return rule.fires === "under" && atMs - rule.windowMs < watchedSinceMs;
  return Number.isNaN(value) || (rule.measure.is !== "log-room" && rows < rule.atLeast);
}
