import { loadOnce } from "../../basics/load-once.ts";
import { isNewerDatabase } from "../../basics/newer-database.ts";
import { openIndexedDbStorage } from "../storage/indexeddb-storage.ts";
import type { CommitReport } from "../write/log-writer.ts";
import type { LogStorage } from "../storage/log-storage.ts";
import { LogImportError } from "../import-error.ts";
import type { LogAnswers } from "./answer-requests.ts";
import { createLogWriting, type LogWriting } from "./log-writing.ts";
import { createAckCoalescer } from "./ack-coalescer.ts";
import { createCommitLatencyMeter } from "./commit-latency.ts";
import type { LogStoreSettings } from "../log-store.ts";
import { createMemoryStorage } from "../storage/memory-storage.ts";
import { memoryLimits } from "../storage/memory-limits.ts";
import { storageEstimate } from "../storage/storage-estimate.ts";
import { createReconnectingStorage } from "../storage/reconnecting-storage.ts";
import type { PartialResponse, StoreRequest, ToPage, ToWorker } from "../store-messages.ts";

/** The worker's end of the channel to one page: the global scope of a dedicated worker, or a message port. */
export interface StorePort {
  postMessage(message: ToPage): void;
  addEventListener(type: "message", listener: (event: MessageEvent<ToWorker>) => void): void;
}

/** Serves the log to one page until the worker ends. */
export function serveStore(port: StorePort): void {
  const abortControllers = new Map<number, AbortController>();
  let session: Promise<Session> | undefined;

  port.addEventListener("message", ({ data }) => {
    if (data.kind === "open") session = openSession(port, data);
    else if (data.kind === "append") void session?.then(({ append }) => append(data.batch, data.events));
    else if (data.kind === "flushNow") void session?.then(({ flushNow }) => flushNow(data.batch));
    else if (data.kind === "idle") void session?.then(loadRest).catch(() => undefined);
    else if (data.kind === "ping") port.postMessage({ kind: "pong" });
    else if (data.kind === "cancel") abortControllers.get(data.id)?.abort();
    else {
      const abort = new AbortController();
      abortControllers.set(data.id, abort);
      void session
        ?.then((opened) => respond(port, opened, data, abort.signal))
        .finally(() => abortControllers.delete(data.id));
    }
  });
}

/** Loads what no page needs at once: the log goes on without the network. */
async function loadRest({ complete }: Session): Promise<void> {
  await complete();
  await import("./imported-logs.ts");
}

interface Session {
  /** What answers requests and works in the background; loaded when it is first needed. @throws TypeError when it does not load */
  complete(): Promise<LogAnswers>;
  append(batch: number, events: Extract<ToWorker, { kind: "append" }>["events"]): void;
  flushNow(batch: number): void;
  /** Takes its place between the batches at once, so that what is appended later stays. */
  clear: LogWriting["clear"];
  /** Notifies this page and other tabs that the log was replaced. */
  notifyChanged(): void;
}

async function openSession(port: StorePort, open: Extract<ToWorker, { kind: "open" }>): Promise<Session> {
  await holdLock(open.lockName);
  port.postMessage({ kind: "alive" });
  const settings = { ...open.settings };
  const storage = openStorage(port, open.log, settings);
  const otherTabs = new BroadcastChannel(`log:${open.log}`);
  otherTabs.onmessage = ({ data }) => port.postMessage({ kind: "changed", position: data as number });
  const acks = createAckCoalescer(({ batch, position, losses, workMs }) => {
    port.postMessage({ kind: "acknowledged", batch, position, losses, workMs });
    otherTabs.postMessage(position);
  });
  // Batches of a replayed unload journal are reported without their number, which would acknowledge batches of this page.
  const commitLatency = createCommitLatencyMeter();
  const report = ({ stored, ...commit }: CommitReport) => {
    const isOwn = commit.writer === open.writer;
    if (isOwn) commitLatency.record(stored, Date.now());
    acks.report(isOwn ? commit : { ...commit, batch: 0, events: 0 });
  };
  const writing = createLogWriting(storage, report, { estimate: storageEstimate });
  const acknowledged = await writing.lastCommittedBatch(open.writer);
  port.postMessage({ kind: "opened", acknowledged });
  const { log } = open;
  return {
    complete: loadOnce(async () => {
      const { answerRequests } = await import("./answer-requests.ts");
      return answerRequests({ log, writing, settings, commitLatency, sendAcksNow: acks.sendNow });
    }),
    append(batch, events) {
      // A batch comes again when an earlier worker committed it and died before it sent the acknowledgement.
      if (batch > acknowledged) writing.append({ writer: open.writer, batch, events });
    },
    flushNow: acks.flushNow,
    clear: writing.clear,
    notifyChanged() {
      port.postMessage({ kind: "changed", position: 0 });
      otherTabs.postMessage(0);
    },
  };
}

/** Takes a Web Lock that is released when this worker ends, so that the page notices. Does nothing in an insecure context. */
function holdLock(name: string): Promise<void> {
  if (navigator.locks === undefined) return Promise.resolve();
  return new Promise((held) => {
    void navigator.locks.request(name, () => {
      held();
      return new Promise(() => {
        // Never resolves: the lock is released when the worker ends.
      });
    });
  });
}

/** IndexedDB that reconnects when the connection is lost, with memory as fallback. */
function openStorage(port: StorePort, log: string, settings: LogStoreSettings): LogStorage {
  return createReconnectingStorage({
    open: () => openIndexedDbStorage(log, settings),
    fallback: () => createMemoryStorage(memoryLimits),
    onFallback: (problem) => port.postMessage({ kind: "memory", problem }),
  });
}

async function respond(port: StorePort, session: Session, request: StoreRequest, signal: AbortSignal): Promise<void> {
  const { id } = request;
  try {
    const onPartial = (part: PartialResponse) => port.postMessage({ kind: "partial", id, part });
    const result =
      request.name === "clear"
        ? await session.clear(request.params)
        : await (
            await session.complete()
          )(request, signal, onPartial);
    port.postMessage({ kind: "response", id, result });
    if (replacesLines(request)) session.notifyChanged();
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    const errorKind = error instanceof LogImportError ? { errorKind: error.kind } : {};
    const errorName = isNewerDatabase(error) ? "VersionError" : name;
    port.postMessage({ kind: "failure", id, errorName, message, ...errorKind });
  }
}

/** Whether what was read before may not be in the log any more. */
function replacesLines(request: StoreRequest): boolean {
  if (request.name === "scanValue") return request.params.redacts;
  return request.name === "clear" || request.name === "readSetAgain";
}
