import { openIndexedDbStorage } from "../storage/indexeddb-storage.ts";
import { createLogEngine, type LogEngine } from "./log-engine.ts";
import type { CommitReport } from "../write/log-writer.ts";
import type { LogStorage } from "../storage/log-storage.ts";
import { LogImportError } from "../import-error.ts";
import { createImportedLogs, type ImportedLogs } from "./imported-logs.ts";
import { createAckCoalescer } from "./ack-coalescer.ts";
import { createCommitLatencyMeter, type CommitLatencyMeter } from "./commit-latency.ts";
import type { LogStoreSettings } from "../log-store.ts";
import { createMemoryStorage } from "../storage/memory-storage.ts";
import { memoryLimits } from "../storage/memory-limits.ts";
import { storageEstimate } from "../storage/storage-estimate.ts";
import { createReconnectingStorage } from "../storage/reconnecting-storage.ts";
import type { PartialResponse, StoreRequest, ToPage, ToWorker } from "../store-messages.ts";

/** The worker's end of the conversation with one page: a dedicated worker's global scope or a message port. */
export interface StorePort {
  postMessage(message: ToPage): void;
  addEventListener(type: "message", listener: (event: MessageEvent<ToWorker>) => void): void;
}

/** Serves the log to one page until the worker ends. */
export function serveStore(port: StorePort): void {
  const cancelled = new Map<number, AbortController>();
  let session: Promise<Session> | undefined;

  port.addEventListener("message", ({ data }) => {
    if (data.kind === "open") session = openSession(port, data);
    else if (data.kind === "append") void session?.then(({ append }) => append(data.batch, data.events));
    else if (data.kind === "flushNow") void session?.then(({ flushNow }) => flushNow(data.batch));
    else if (data.kind === "cancel") cancelled.get(data.id)?.abort();
    else {
      const abort = new AbortController();
      cancelled.set(data.id, abort);
      void session?.then((opened) => answer(port, opened, data, abort.signal)).finally(() => cancelled.delete(data.id));
    }
  });
}

interface Session {
  engine: LogEngine;
  settings: LogStoreSettings;
  sets: ImportedLogs;
  append(batch: number, events: Extract<ToWorker, { kind: "append" }>["events"]): void;
  flushNow(batch: number): void;
  /** Tells the page at once of what is acknowledged so far. */
  tellNow(): void;
  delays: CommitLatencyMeter;
  /** Tells this page and other tabs that the log is another one now. */
  changed(): void;
}

async function openSession(port: StorePort, open: Extract<ToWorker, { kind: "open" }>): Promise<Session> {
  await holdLock(open.lockName);
  port.postMessage({ kind: "alive" });
  const settings = { ...open.settings };
  const storage = openStorage(port, open.log, settings);
  const others = new BroadcastChannel(`log:${open.log}`);
  others.onmessage = ({ data }) => port.postMessage({ kind: "changed", position: data as number });
  const teller = createAckCoalescer(({ batch, position, losses, workMs }) => {
    port.postMessage({ kind: "acknowledged", batch, position, losses, workMs });
    others.postMessage(position);
  });
  // What is committed for a page that went is told without its number, which would settle a batch of this page.
  const delays = createCommitLatencyMeter();
  const report = ({ stored, ...commit }: CommitReport) => {
    const isOwn = commit.writer === open.writer;
    if (isOwn) delays.note(stored, Date.now());
    teller.report(isOwn ? commit : { ...commit, batch: 0, events: 0 });
  };
  const engine = createLogEngine(storage, report, { estimate: storageEstimate });
  const acknowledged = await engine.lastCommittedBatch(open.writer);
  port.postMessage({ kind: "opened", acknowledged });
  return {
    engine,
    settings,
    sets: createImportedLogs(open.log, () => Date.now()),
    append(batch, events) {
      // A batch that an earlier worker committed before it died comes again, because its word got lost.
      if (batch > acknowledged) engine.append({ writer: open.writer, batch, events });
    },
    flushNow: teller.flushNow,
    tellNow: teller.tellNow,
    delays,
    changed() {
      port.postMessage({ kind: "changed", position: 0 });
      others.postMessage(0);
    },
  };
}

/** Takes a lock that ends with this worker, which is how the page learns of its death. Absent in insecure contexts. */
function holdLock(name: string): Promise<void> {
  if (navigator.locks === undefined) return Promise.resolve();
  return new Promise((held) => {
    void navigator.locks.request(name, () => {
      held();
      return new Promise(() => {
        // Never settles: the lock is given back when the worker ends.
      });
    });
  });
}

/** The log on disk, which opens itself again when it is lost, and goes on in memory when it cannot. */
function openStorage(port: StorePort, log: string, settings: LogStoreSettings): LogStorage {
  return createReconnectingStorage({
    open: () => openIndexedDbStorage(log, settings),
    fallback: () => createMemoryStorage(memoryLimits),
    onFallback: (problem) => port.postMessage({ kind: "memory", problem }),
  });
}

async function answer(port: StorePort, session: Session, question: StoreRequest, signal: AbortSignal): Promise<void> {
  const { id } = question;
  try {
    const onPartial = (part: PartialResponse) => port.postMessage({ kind: "partial", id, part });
    port.postMessage({ kind: "answer", id, answer: await ask(session, question, signal, onPartial) });
    if (question.name === "clear") session.changed();
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    const errorKind = error instanceof LogImportError ? { errorKind: error.kind } : {};
    port.postMessage({ kind: "failure", id, errorName: name, message, ...errorKind });
  }
}

async function ask(
  { engine: live, settings, sets, delays, tellNow }: Session,
  question: StoreRequest,
  signal: AbortSignal,
  onPartial: (part: PartialResponse) => void,
): Promise<unknown> {
  const engine = question.set === undefined ? live : await sets.open(question.set);
  switch (question.name) {
    case "query": {
      const { filter, page, partial } = question.ask;
      return engine.query(filter, partial ? { ...page, onPartial } : page, signal);
    }
    case "readAhead":
      await engine.readAhead(signal);
      return null;
    case "columns":
      return engine.columns(question.ask);
    case "summarize":
      return engine.summarize(question.ask);
    case "parts":
      return engine.parts();
    case "exportPart":
      return engine.exportPart(question.ask.file, question.ask.backup);
    case "stats": {
      const stats = await engine.stats();
      // What is told by now does not count as waiting.
      tellNow();
      return { ...stats, storedWithin: delays.read() };
    }
    case "configure":
      Object.assign(settings, question.ask);
      if (question.ask.limits !== undefined) await live.setLimits(question.ask.limits);
      return null;
    case "clear":
      return live.clear(question.ask);
    case "adopt":
      for (const { batch, events } of question.ask.batches) live.append({ writer: question.ask.writer, batch, events });
      await live.flush();
      return null;
    case "listSets":
      return sets.list();
    case "importSet":
      return sets.import(question.ask.files, question.ask, onPartial, signal);
    case "labelSet":
      await sets.label(question.ask.id, question.ask.label);
      return null;
    case "removeSet":
      await sets.remove(question.ask.id);
      return null;
  }
}
