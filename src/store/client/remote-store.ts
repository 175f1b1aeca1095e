import { replayUnloadJournals } from "./replay-unload-journal.ts";
import { createAppendSender, type SenderClock } from "./append-sender.ts";
import { defaultLogLimits, type LogNotice, type LogStats, type LogStore, type LogStoreSettings } from "../log-store.ts";
import type { ChainProgress } from "../log-chain.ts";
import type { ValueProgress, ValueReport, ValueScanOptions } from "../value-report.ts";
import { emptyStats, remoteReader } from "./remote-reader.ts";
import { remoteImportedLogs } from "./remote-imported-logs.ts";
import type { PartialResponse, StoreRequests, ToPage } from "../store-messages.ts";
import { openWorkerLink } from "./worker-link.ts";
import { randomUuid } from "../../basics/uuid.ts";
import { whenIdle } from "../../basics/when-idle.ts";

/** Options of {@link openRemoteStore}. */
export interface RemoteStoreOptions {
  /** Name of the database. Default `audiokit-log`. */
  log?: string;
  settings?: Partial<LogStoreSettings>;
  clock?: SenderClock;
}

/** Longest wait of `close()` for the last acknowledgement, in milliseconds. */
const closeTimeoutMs = 5_000;

/** Longest wait of `getLogStats()` for the worker, in milliseconds. */
const statsTimeoutMs = 5_000;

/** Events after which persistent storage is requested: about five calls. */
const eventsBeforePersist = 10;

const systemClock: SenderClock = { epochMs: () => Date.now(), monotonicMs: () => performance.now() };

/**
 * Opens the log of this browser from a page.
 *
 * Events are sent to the worker as objects, at most one message per microtask. `append` never throws and never waits: what
 * the worker cannot take yet waits in a bounded queue, and what the queue cannot hold is dropped, least important first, and
 * reported by a `system_log_gap` event. A worker that dies or hangs is replaced, and the new one gets all unacknowledged batches
 * again; a batch at which three of them hung is dropped and reported too.
 *
 * @param createWorker makes the worker of `src/log-worker.ts`; a parameter, because the page owns the Trusted Types policy
 */
export function openRemoteStore(createWorker: () => Worker, options: RemoteStoreOptions = {}): LogStore {
  const log = options.log ?? "audiokit-log";
  const settings: LogStoreSettings = { limits: defaultLogLimits, durability: "relaxed", ...options.settings };
  const writer = randomUuid();
  const listeners = new Set<(notice: LogNotice) => void>();
  let position = 0;
  let persistRequested = false;
  /** Events that were acknowledged before the log went into memory. */
  let acknowledgedOnDisk = 0;
  let storage: Pick<LogStats, "storage" | "storageProblem"> = { storage: "restarting" };

  const link = openWorkerLink({
    createWorker,
    open: (lockName) => ({ kind: "open", log, writer, lockName, settings }),
    onMessage: receive,
    onDeath(hung) {
      if (storage.storage === "memory") sender.memoryLost(acknowledgedOnDisk);
      storage = { storage: "restarting" };
      sender.workerLost(hung);
    },
    isAwaited: () => sender.queueLength > 0,
    canSuspend: () => storage.storage !== "memory",
  });
  const sender = createAppendSender((message) => link.post(message), options.clock ?? systemClock);

  function receive(message: ToPage): void {
    if (message.kind === "opened") {
      if (storage.storage === "restarting") storage = { storage: "indexeddb" };
      sender.opened(message.acknowledged);
      void journals.replay();
      whenIdle(() => link.post({ kind: "idle" }));
    } else if (message.kind === "acknowledged") {
      sender.acknowledged(message);
      requestPersistence();
      notify(message.position);
    } else if (message.kind === "memory") {
      storage = { storage: "memory", storageProblem: message.problem };
      acknowledgedOnDisk = sender.eventsAcknowledged();
      // It counts from the beginning again.
      position = 0;
      notify(0);
    } else if (message.kind === "changed") {
      notify(message.position, message.position === 0);
    }
  }

  function notify(reached: number, rewritten = false): void {
    position = Math.max(position, reached);
    const dropped = Object.values(sender.dropped).reduce((sum, count) => sum + count, 0);
    for (const listener of listeners) listener({ position, dropped, rewritten });
  }

  /** Requests persistent storage once, after real use: a browser may prompt, or decide by how the page was used so far. */
  function requestPersistence(): void {
    if (persistRequested || sender.eventsSent() < eventsBeforePersist) return;
    persistRequested = true;
    void navigator.storage?.persist?.().catch(() => {
      // Denied; the statistics show that the log is not persistent.
    });
  }

  /** Statistics in time, or the last ones; the page's own part of them is always current. */
  async function readStats(): Promise<LogStats> {
    const late = Promise.withResolvers<LogStats>();
    const timer = setTimeout(() => late.resolve({ ...lastStats, isStale: true }), statsTimeoutMs);
    try {
      return await Promise.race([liveReader.getLogStats(), late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  async function scanValue(
    params: StoreRequests["scanValue"]["params"],
    { onProgress, signal }: ValueScanOptions = {},
  ): Promise<ValueReport> {
    // What was appended before, here or by a page that is gone, is scanned with the rest.
    sender.sendAll();
    await journals.replay();
    const onPartial = (part: PartialResponse) => onProgress?.(part as ValueProgress);
    return link.request("scanValue", params, { signal, onPartial, awaitsEnd: params.redacts });
  }

  const liveReader = remoteReader(link);
  let lastStats: LogStats = emptyStats();
  const sets = remoteImportedLogs(link);
  const journals = replayUnloadJournals(link, log, writer, () => sender.sendAll());

  return {
    append: (event) => sender.append(event),
    ...liveReader,
    sets,
    async getLogStats() {
      lastStats = await readStats();
      return {
        ...lastStats,
        ...storage,
        dropped: { ...sender.dropped },
        queueLength: sender.queueLength,
        cost: sender.cost(),
      };
    },
    get memoryProblem() {
      return storage.storage === "memory" ? storage.storageProblem : undefined;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    flush: () => sender.flush(),
    async configure(changes) {
      Object.assign(settings, changes);
      await link.request("configure", changes);
    },
    async clear() {
      // Queued events are sent ahead of the request and deleted with the rest; what is appended from now on comes after it.
      sender.sendAll();
      await link.request("clear", sender.origin());
    },
    findValue: (value, options) => scanValue({ value, redacts: false }, options),
    removeValue: (value, options) => scanValue({ value, redacts: true }, options),
    exportChain: () => link.request("exportChain", null),
    verify(given, { onProgress, signal } = {}) {
      const files = given?.files.map((file) => ({ name: file.name, bytes: file }));
      const onPartial = (part: PartialResponse) => onProgress?.(part as ChainProgress);
      return link.request("verify", given && { files: files!, chain: given.chain }, { signal, onPartial });
    },
    async close() {
      await Promise.race([sender.flush(), new Promise((resolve) => setTimeout(resolve, closeTimeoutMs))]);
      journals.close();
      link.close();
    },
  };
}
