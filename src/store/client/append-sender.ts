import type { LogEvent } from "../../logging/log-event.ts";
import { isMinor } from "../event-priority.ts";
import { createAppendQueue } from "./append-queue.ts";
import { createLossCounter, gapEvent, lossOf, type EventOrigin } from "../log-gap.ts";
import type { LogStats } from "../log-store.ts";
import type { ToPage, ToWorker } from "../store-messages.ts";

/** Most events that wait on the page; about 10 MB at 500 bytes each. */
const maxQueuedEvents = 20_000;
/** Most events that are sent and not acknowledged: two full commits, so the worker never waits for the page. */
const maxUnacknowledgedEvents = 8_192;
const maxEventsPerMessage = 4_096;
/** So many gathered events leave although a batch is under way, so that no message grows large. */
const maxGatheredEvents = 256;

/** The append half of the remote store: what is queued, what is sent, what is acknowledged, what was lost. */
export interface AppendSender {
  append(event: LogEvent): void;
  /** The worker is there; it has committed batches up to `acknowledged`. */
  opened(acknowledged: number): void;
  acknowledged(message: Extract<ToPage, { kind: "acknowledged" }>): void;
  /** The worker died: what is not acknowledged goes to the next one. */
  lostWorker(): void;
  /** Sends everything at once, whatever is under way; gives all that is not acknowledged. */
  sendAll(): { batch: number; events: LogEvent[] }[];
  /** Resolves when everything appended so far is acknowledged. */
  flush(): Promise<void>;
  /** Now, in the session of the newest event: where the log itself has something to say. */
  place(): EventOrigin;
  readonly queueLength: number;
  readonly dropped: Readonly<Record<string, number>>;
  eventsSent(): number;
  cost(): LogStats["cost"];
}

/** Clocks in milliseconds: since the epoch, and one that never jumps. */
export interface SenderClock {
  epochMs(): number;
  monotonicMs(): number;
}

/** @param post may throw `DataCloneError` */
export function createAppendSender(post: (message: ToWorker) => void, clock: SenderClock): AppendSender {
  const losses = createLossCounter();
  const queue = createAppendQueue(maxQueuedEvents, (event) => losses.note(lossOf("queue_full", [event])));
  const unacknowledged: { batch: number; events: LogEvent[] }[] = [];
  let unacknowledgedEvents = 0;
  let lastBatch = 0;
  let ready = false;
  let scheduled = false;
  /** Among the queued is one that does not wait: a warning or worse, or one that somebody waits for. */
  let urgent = false;
  let lastPlace: Pick<EventOrigin, "session_id" | "seq"> = { session_id: "unknown", seq: 0 };
  let waiting: (() => void)[] = [];
  const spent = { events: 0, pageMs: 0, workerEvents: 0, workerMs: 0 };

  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    queueMicrotask(() => {
      scheduled = false;
      if (ready) send(Math.min(maxEventsPerMessage, maxUnacknowledgedEvents - unacknowledgedEvents));
    });
  }

  /**
   * A message costs the page far more than one event more in it, so while a batch is under way DEBUG and INFO events gather
   * until the worker's next word: 50 ms and a commit.
   */
  function mayLeave(): boolean {
    return unacknowledged.length === 0 || urgent || queue.length >= maxGatheredEvents;
  }

  function send(most: number): void {
    if (most <= 0 || queue.length === 0) return;
    const startedMs = clock.monotonicMs();
    const events = queue.take(most);
    if (queue.length === 0) urgent = false;
    const batch = { batch: ++lastBatch, events };
    if (ready) postBatch(batch);
    if (batch.events.length > 0) unacknowledged.push(batch);
    unacknowledgedEvents += batch.events.length;
    if (waiting.length > 0) flushNow();
    if (queue.length > 0) schedule();
    spent.events += events.length;
    spent.pageMs += clock.monotonicMs() - startedMs;
  }

  /** The word about a commit may tarry, unless somebody waits for it. */
  function flushNow(): void {
    if (ready) post({ kind: "flushNow", batch: lastBatch });
  }

  function postBatch(batch: { batch: number; events: LogEvent[] }): void {
    try {
      post({ kind: "append", batch: batch.batch, events: batch.events });
    } catch {
      // Something in one of the events cannot be copied; JSON leaves functions and symbols out.
      batch.events = batch.events.flatMap(plainCopy);
      if (batch.events.length > 0) post({ kind: "append", batch: batch.batch, events: batch.events });
    }
  }

  function plainCopy(event: LogEvent): LogEvent[] {
    try {
      return [JSON.parse(JSON.stringify(event)) as LogEvent];
    } catch {
      losses.note(lossOf("not_cloneable", [event]));
      return [];
    }
  }

  function acknowledgeThrough(batch: number): void {
    while (unacknowledged.length > 0 && unacknowledged[0]!.batch <= batch)
      unacknowledgedEvents -= unacknowledged.shift()!.events.length;
    if (queue.length > 0) schedule();
    else if (unacknowledged.length === 0) {
      for (const resolve of waiting) resolve();
      waiting = [];
    }
  }

  return {
    place: () => ({ timestamp: new Date(clock.epochMs()).toISOString(), ...lastPlace }),
    append(event) {
      lastPlace = { session_id: event.session_id, seq: event.seq };
      queue.push(event);
      urgent ||= waiting.length > 0 || !isMinor(event);
      if (!scheduled && mayLeave()) schedule();
    },
    opened(acknowledged) {
      ready = true;
      acknowledgeThrough(acknowledged);
      for (const batch of unacknowledged) postBatch(batch);
      if (waiting.length > 0) flushNow();
      if (queue.length > 0) schedule();
    },
    acknowledged({ batch, losses: lost, workMs }) {
      for (const loss of lost) losses.note(loss);
      // After a commit that failed the next would most likely fail too, and a gap event would only feed itself.
      const failed = lost.some(({ reason }) => reason === "storage" || reason === "quota");
      const loss = failed ? undefined : losses.take();
      if (loss !== undefined) queue.push(gapEvent(loss, this.place()));
      const before = unacknowledgedEvents;
      acknowledgeThrough(batch);
      spent.workerMs += workMs;
      spent.workerEvents += before - unacknowledgedEvents;
    },
    lostWorker: () => void (ready = false),
    sendAll() {
      send(Infinity);
      return unacknowledged.map(({ batch, events }) => ({ batch, events }));
    },
    flush() {
      if (queue.length === 0 && unacknowledged.length === 0) return Promise.resolve();
      return new Promise((resolve) => {
        waiting.push(resolve);
        flushNow();
        schedule();
      });
    },
    get queueLength() {
      return queue.length + unacknowledgedEvents;
    },
    dropped: losses.totals,
    eventsSent: () => spent.events,
    cost: () => ({
      events: spent.events,
      pageMicrosPerEvent: spent.events === 0 ? 0 : (spent.pageMs * 1000) / spent.events,
      workerMicrosPerEvent: spent.workerEvents === 0 ? 0 : (spent.workerMs * 1000) / spent.workerEvents,
    }),
  };
}
