import { replayUnloadJournals } from "./replay-unload-journal.ts";
import { createAppendSender, type SenderClock } from "./append-sender.ts";
import { defaultLogLimits, type LogNotice, type LogStats, type LogStore, type LogStoreSettings } from "../log-store.ts";
import { remoteReader } from "./remote-reader.ts";
import { remoteImportedLogs } from "./remote-imported-logs.ts";
import type { ToPage } from "../store-messages.ts";
import { openWorkerLink } from "./worker-link.ts";

export interface RemoteStoreOptions {
  /** Name of the database. Default `audiokit-log`. */
  log?: string;
  settings?: Partial<LogStoreSettings>;
  clock?: SenderClock;
}

/** How long `close()` waits for a worker that does not answer. */
const closeTimeoutMs = 5_000;

/** A handful of calls: each logs two events or more. */
const eventsBeforePersist = 10;

const systemClock: SenderClock = { epochMs: () => Date.now(), monotonicMs: () => performance.now() };

/**
 * Opens the log of this browser from a page.
 *
 * Events go to the worker as objects, at most one message per microtask. Nothing here throws into the caller of
 * `append` or makes it wait: what the worker cannot take waits in a bounded queue, what the queue cannot hold is
 * dropped, least important first, and a `system_log_gap` event tells how many were lost and why. A worker that dies is
 * started again and gets what was not acknowledged.
 *
 * @param createWorker makes the worker of `src/log-worker.ts`; a parameter, because the page owns the Trusted Types policy
 */
export function openRemoteStore(createWorker: () => Worker, options: RemoteStoreOptions = {}): LogStore {
  const log = options.log ?? "audiokit-log";
  const settings: LogStoreSettings = { limits: defaultLogLimits, durability: "relaxed", ...options.settings };
  const writer = crypto.randomUUID();
  const listeners = new Set<(notice: LogNotice) => void>();
  let position = 0;
  let asked = false;
  let storage: Pick<LogStats, "storage" | "storageProblem"> = { storage: "restarting" };

  const link = openWorkerLink({
    createWorker,
    open: (lockName) => ({ kind: "open", log, writer, lockName, settings }),
    onMessage: receive,
    onDeath() {
      storage = { storage: "restarting" };
      sender.lostWorker();
    },
    mayEnd: () => storage.storage !== "memory",
  });
  const sender = createAppendSender((message) => link.post(message), options.clock ?? systemClock);

  function receive(message: ToPage): void {
    if (message.kind === "opened") {
      if (storage.storage === "restarting") storage = { storage: "indexeddb" };
      sender.opened(message.acknowledged);
      words.adopt();
    } else if (message.kind === "acknowledged") {
      sender.acknowledged(message);
      askToPersist();
      notify(message.position);
    } else if (message.kind === "memory") {
      storage = { storage: "memory", storageProblem: message.problem };
      notify(0);
    } else if (message.kind === "changed") {
      notify(message.position);
    }
  }

  function notify(reached: number): void {
    position = Math.max(position, reached);
    const dropped = Object.values(sender.dropped).reduce((sum, count) => sum + count, 0);
    for (const listener of listeners) listener({ position, dropped });
  }

  /** Asked once, after real use, because a browser may show a question or judge by what the user did so far. */
  function askToPersist(): void {
    if (asked || sender.eventsSent() < eventsBeforePersist) return;
    asked = true;
    void navigator.storage?.persist?.().catch(() => {
      // Refused without a word; the statistics show that the log is not persistent.
    });
  }

  const liveReader = remoteReader(link);
  const sets = remoteImportedLogs(link);
  const words = replayUnloadJournals(link, log, writer, () => sender.sendAll());

  return {
    append: (event) => sender.append(event),
    ...liveReader,
    sets,
    async getLogStats() {
      return {
        ...(await liveReader.getLogStats()),
        ...storage,
        dropped: { ...sender.dropped },
        queueLength: sender.queueLength,
        cost: sender.cost(),
      };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    flush: () => sender.flush(),
    async configure(changes) {
      Object.assign(settings, changes);
      await link.ask("configure", changes);
    },
    async clear() {
      // What waits here goes ahead of the question, and is deleted; what is appended from now on comes behind it.
      sender.sendAll();
      await link.ask("clear", sender.place());
    },
    async close() {
      await Promise.race([sender.flush(), new Promise((resolve) => setTimeout(resolve, closeTimeoutMs))]);
      words.close();
      link.close();
    },
  };
}
