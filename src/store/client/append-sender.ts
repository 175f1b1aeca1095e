import type { LogEvent } from "../../logging/log-event.ts";
import { isMinor } from "../event-priority.ts";
import { createAppendQueue } from "./append-queue.ts";
import { createLossCounter, gapEvent, lossOf, workerReplacedEvent, type EventOrigin } from "../../logging/log-gap.ts";
import type { LogStats } from "../log-store.ts";
import type { ToPage, ToWorker } from "../store-messages.ts";

/** Most events queued on the page; about 10 MB at 500 bytes each. */
const maxQueuedEvents = 20_000;
/** Most events sent and not acknowledged: two full commits, so that the worker never waits for the page. */
const maxUnacknowledgedEvents = 8_192;
const maxEventsPerMessage = 4_096;
/** Deferred events that are sent although a batch is in flight, to keep messages small. */
const maxDeferredEvents = 256;
/** Hangs with the same oldest batch after which it is dropped, because it may be the cause. */
const maxHangs = 3;

/** Sends appended events to the worker in numbered batches, and tracks acknowledgements and losses. */
export interface AppendSender {
  append(event: LogEvent): void;
  /** A worker is ready and has committed batches up to `acknowledged`: sends the rest again. */
  opened(acknowledged: number): void;
  acknowledged(message: Extract<ToPage, { kind: "acknowledged" }>): void;
  /**
   * The worker died: unacknowledged batches are kept for the next one.
   *
   * @param hung it hung, which is logged; a batch that was the oldest in three hangs in a row is dropped
   */
  workerLost(hung: boolean): void;
  /** The events that were acknowledged after the first `onDisk` ones are lost: they were in the memory of a worker that died. */
  memoryLost(onDisk: number): void;
  /** Sends everything queued, whatever is in flight; returns all unacknowledged batches. */
  sendAll(): { batch: number; events: LogEvent[] }[];
  /** Resolves when everything appended so far is acknowledged. */
  flush(): Promise<void>;
  /** Origin of an event of the log itself: the current time, in the session of the newest event. */
  origin(): EventOrigin;
  readonly queueLength: number;
  readonly dropped: Readonly<Record<string, number>>;
  eventsSent(): number;
  eventsAcknowledged(): number;
  cost(): LogStats["cost"];
}

/** Clocks in milliseconds: wall clock since the epoch, and a monotonic one. */
export interface SenderClock {
  epochMs(): number;
  monotonicMs(): number;
}

/** @param post sends a message to the worker; may throw `DataCloneError` */
export function createAppendSender(post: (message: ToWorker) => void, clock: SenderClock): AppendSender {
  const losses = createLossCounter();
  const queue = createAppendQueue(maxQueuedEvents, (event) => losses.note(lossOf("queue_full", [event])));
  const unacknowledged: { batch: number; events: LogEvent[] }[] = [];
  let unacknowledgedEvents = 0;
  let lastBatch = 0;
  let ready = false;
  let scheduled = false;
  /** The queue holds a WARNING or worse, or an event that a flush waits for: do not defer. */
  let urgent = false;
  let lastOrigin: Pick<EventOrigin, "session_id" | "seq"> = { session_id: "unknown", seq: 0 };
  let waiting: (() => void)[] = [];
  /** The oldest batch at the last hangs in a row, and their number. */
  let hung = { batch: 0, count: 0 };
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
   * While a batch is in flight, DEBUG and INFO events are deferred until the next acknowledgement (a commit and at most 50 ms):
   * a message costs the page far more than another event in it.
   */
  function canSend(): boolean {
    return unacknowledged.length === 0 || urgent || queue.length >= maxDeferredEvents;
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

  /** Asks the worker not to delay the acknowledgement, because a flush waits for it. */
  function flushNow(): void {
    if (ready) post({ kind: "flushNow", batch: lastBatch });
  }

  function postBatch(batch: { batch: number; events: LogEvent[] }): void {
    try {
      post({ kind: "append", batch: batch.batch, events: batch.events });
    } catch {
      // A value in an event cannot be cloned; JSON leaves functions and symbols out.
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

  function noteHang(): void {
    const batch = unacknowledged[0]?.batch ?? 0;
    hung = { batch, count: batch === hung.batch ? hung.count + 1 : 1 };
    queue.push(workerReplacedEvent(unacknowledgedEvents, origin()));
  }

  /** Drops the batch at which worker after worker hung, unless the last one committed it all the same. */
  function dropHanging(): void {
    const oldest = unacknowledged[0];
    if (oldest === undefined || oldest.batch !== hung.batch || hung.count < maxHangs) return;
    losses.note(lossOf("worker_hung", oldest.events));
    unacknowledged.shift();
    unacknowledgedEvents -= oldest.events.length;
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

  const origin = (): EventOrigin => ({ timestamp: new Date(clock.epochMs()).toISOString(), ...lastOrigin });

  return {
    origin,
    append(event) {
      lastOrigin = { session_id: event.session_id, seq: event.seq };
      queue.push(event);
      urgent ||= waiting.length > 0 || !isMinor(event);
      if (!scheduled && canSend()) schedule();
    },
    opened(acknowledged) {
      ready = true;
      acknowledgeThrough(acknowledged);
      dropHanging();
      for (const batch of unacknowledged) postBatch(batch);
      if (waiting.length > 0) flushNow();
      if (queue.length > 0) schedule();
    },
    acknowledged({ batch, losses: lost, workMs }) {
      for (const loss of lost) losses.note(loss);
      // After a failed commit the next one would most likely fail too, and its gap event would cause another.
      const failed = lost.some(({ reason }) => reason === "storage" || reason === "quota");
      const loss = failed ? undefined : losses.take();
      if (loss !== undefined) queue.push(gapEvent(loss, origin()));
      const before = unacknowledgedEvents;
      acknowledgeThrough(batch);
      spent.workerMs += workMs;
      spent.workerEvents += before - unacknowledgedEvents;
    },
    workerLost(hasHung) {
      ready = false;
      if (hasHung) noteHang();
    },
    memoryLost(onDisk) {
      const count = spent.workerEvents - onDisk;
      if (count > 0) losses.note({ reason: "memory_lost", count });
    },
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
    eventsAcknowledged: () => spent.workerEvents,
    cost: () => ({
      events: spent.events,
      pageMicrosPerEvent: spent.events === 0 ? 0 : (spent.pageMs * 1000) / spent.events,
      workerMicrosPerEvent: spent.workerEvents === 0 ? 0 : (spent.workerMs * 1000) / spent.workerEvents,
    }),
  };
}
