import { pause as systemPause } from "../../basics/abort.ts";
import { backOffMs } from "./back-off.ts";
import type { Batch, Destination, SendOutcome } from "./destination.ts";
import { addAmount, addRefused, emptyOutboxState, type OutboxState } from "./outbox-state.ts";

/** What an outbox needs from outside. */
export interface OutboxOptions {
  /** Resolves when the log may have grown since the last call, or it is to be looked at anyway. */
  grown(signal: AbortSignal): Promise<void>;
  onState(state: OutboxState): void;
  signal: AbortSignal;
  pause?: typeof systemPause;
  random?: () => number;
  /** Milliseconds since the epoch. */
  epochMs?: () => number;
  monotonicMs?: () => number;
}

/**
 * Sends a log to one destination until the signal aborts: batch after batch in their order, each until it is taken or refused for good.
 *
 * A receiver that cannot take anything is tried again, later each time. A batch that is too large, or refused, is parted until the
 * records are found which are not taken; they are counted with the reason and passed by. A batch that was taken but not yet noted is sent
 * again after a restart: the receiver knows records by their ids. Never rejects.
 */
export async function runOutbox(
  destination: Destination,
  {
    grown,
    onState,
    signal,
    pause = systemPause,
    random = Math.random,
    epochMs = Date.now,
    monotonicMs = () => performance.now(),
  }: OutboxOptions,
): Promise<void> {
  let state: OutboxState = { ...emptyOutboxState(), is: "sending" };
  let failures = 0;

  function show(changes: Partial<OutboxState>): void {
    state = { ...state, ...changes };
    onState(state);
  }

  async function waitOut(is: "waiting" | "stopped", reason: string, afterMs?: number): Promise<void> {
    const durationMs = backOffMs(++failures, random, afterMs);
    const sinceMs = state.problem?.sinceMs ?? epochMs();
    const problem = { reason, sinceMs, nextTryMs: epochMs() + durationMs };
    show({ is, problem, waiting: await waiting() });
    await pause(durationMs, signal);
  }

  const waiting = () => destination.waiting().catch(() => state.waiting);

  /** @returns whether the next batch follows this one */
  async function deliver(batch: Batch): Promise<boolean> {
    for (;;) {
      const outcome = await batch.send(signal);
      if (outcome.is === "taken") {
        await take(batch, outcome);
        return true;
      }
      if (outcome.is === "refused" || outcome.is === "tooLarge") {
        const halves = await batch.halves();
        if (halves) return (await deliver(halves[0])) && (await deliver(halves[1]));
        await setAside(batch, outcome.reason);
        return true;
      }
      if (outcome.is === "elsewhere") {
        destination.reset();
        return false;
      }
      if (outcome.is === "later") await waitOut("waiting", outcome.reason, outcome.afterMs);
      else await waitOut("stopped", outcome.reason);
    }
  }

  async function take(batch: Batch, { refused }: SendOutcome & { is: "taken" }): Promise<void> {
    await settle(batch);
    if (refused) state = addRefused(state, refused.records, refused.reason, epochMs());
    const taken = { ...batch.amount };
    if (refused && taken.records !== undefined) taken.records = Math.max(0, taken.records - refused.records);
    state = { ...state, sent: addAmount(state.sent, taken), lastSentMs: epochMs() };
  }

  async function setAside(batch: Batch, reason: string): Promise<void> {
    await settle(batch);
    state = addRefused(state, batch.amount.records ?? 1, reason, epochMs());
  }

  /** The receiver is there, and has answered for good. */
  async function settle({ missed, settle: note }: Batch): Promise<void> {
    failures = 0;
    await note();
    if (missed) state = addRefused(state, missed.records, missed.reason, epochMs());
  }

  async function step(): Promise<void> {
    const startedMs = monotonicMs();
    const batch = await destination.next(signal);
    state = { ...state, workMs: state.workMs + monotonicMs() - startedMs };
    if (batch === undefined) {
      show({ is: "sent", problem: undefined, oldestWaitingMs: undefined, waiting: await waiting() });
      await grown(signal);
      return;
    }
    const isBack = failures === 0;
    // A problem that was told stays on the screen until something is taken.
    show({
      oldestWaitingMs: batch.oldestMs,
      waiting: await waiting(),
      ...(isBack && { is: "sending", problem: undefined }),
    });
    // Two times in a row elsewhere: the receiver is not as it says.
    if (await deliver(batch)) misses = 0;
    else if (++misses > 1) await waitOut("waiting", "the receiver does not go on where it says that it stands");
  }

  let misses = 0;
  onState(state);
  while (!signal.aborted) {
    try {
      await step();
    } catch (error) {
      if (signal.aborted) return;
      destination.reset();
      await waitOut("waiting", error instanceof Error ? error.message : String(error)).catch(() => undefined);
    }
  }
}
