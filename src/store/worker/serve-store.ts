import { openIndexedDbStorage } from "../storage/indexeddb-storage.ts";
import { createLogEngine, type LogEngine } from "./log-engine.ts";
import type { CommitReport } from "../write/log-writer.ts";
import type { LogStorage } from "../storage/log-storage.ts";
import { LogImportError } from "../import-error.ts";
import { createImportedLogs, type ImportedLogs } from "./imported-logs.ts";
import { scanLogs } from "./scan-logs.ts";
import { createAckCoalescer } from "./ack-coalescer.ts";
import { createCommitLatencyMeter, type CommitLatencyMeter } from "./commit-latency.ts";
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

interface Session {
  engine: LogEngine;
  settings: LogStoreSettings;
  sets: ImportedLogs;
  append(batch: number, events: Extract<ToWorker, { kind: "append" }>["events"]): void;
  flushNow(batch: number): void;
  /** Sends the pending acknowledgement, if there is one. */
  sendAcksNow(): void;
  commitLatency: CommitLatencyMeter;
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
  const engine = createLogEngine(storage, report, { estimate: storageEstimate, isCompacted: true, isChained: true });
  const acknowledged = await engine.lastCommittedBatch(open.writer);
  port.postMessage({ kind: "opened", acknowledged });
  return {
    engine,
    settings,
    sets: createImportedLogs(open.log, () => Date.now()),
    append(batch, events) {
      // A batch comes again when an earlier worker committed it and died before it sent the acknowledgement.
      if (batch > acknowledged) engine.append({ writer: open.writer, batch, events });
    },
    flushNow: acks.flushNow,
    sendAcksNow: acks.sendNow,
    commitLatency,
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
    port.postMessage({ kind: "response", id, result: await handle(session, request, signal, onPartial) });
    if (replacesLines(request)) session.notifyChanged();
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    const errorKind = error instanceof LogImportError ? { errorKind: error.kind } : {};
    port.postMessage({ kind: "failure", id, errorName: name, message, ...errorKind });
  }
}

/** Whether what was read before may not be in the log any more. */
function replacesLines(request: StoreRequest): boolean {
  if (request.name === "scanValue") return request.params.redacts;
  return request.name === "clear" || request.name === "readSetAgain";
}

async function handle(
  { engine: live, settings, sets, commitLatency, sendAcksNow }: Session,
  request: StoreRequest,
  signal: AbortSignal,
  onPartial: (part: PartialResponse) => void,
): Promise<unknown> {
  const engine = request.set === undefined ? live : await sets.open(request.set);
  switch (request.name) {
    case "query": {
      const { filter, page, partial } = request.params;
      return engine.query(filter, partial ? { ...page, onPartial } : page, signal);
    }
    case "readAhead":
      await engine.readAhead(signal);
      return null;
    case "explore":
      return engine.explore(request.params, signal);
    case "compare":
      return engine.compare(request.params.scope, request.params.comparison, signal);
    case "exploreRows":
      return engine.exploreRows(request.params.scope, request.params.page, signal);
    case "nextRow":
      return engine.nextRow(request.params.scope, request.params.request, signal);
    case "rowsBetween":
      return engine.rowsBetween(request.params.scope, request.params.request, signal);
    case "fieldValues":
      return engine.fieldValues(request.params.scope, request.params.path, request.params.options, signal);
    case "measure":
      return engine.measure(request.params, signal);
    case "patterns":
      return engine.patterns(request.params.scope, request.params.request, onPartial, signal);
    case "replacedValues":
      return engine.replacedValues(request.params.scope, request.params.pattern, onPartial, signal);
    case "sequence":
      return engine.sequence(request.params.scope, request.params.positions, signal);
    case "exportSize":
      return engine.exportSize(request.params, signal);
    case "exportRows": {
      const { scope, form } = request.params;
      const isOfFiles = form.is === "original" && request.set !== undefined;
      const encodings = isOfFiles ? { encodings: await sets.encodingsOf(request.set!) } : {};
      return engine.exportRows(scope, { ...form, ...encodings }, onPartial, signal);
    }
    case "columns":
      return engine.columns(request.params);
    case "overview":
      return engine.overview(request.params);
    case "summarize":
      return engine.summarize(request.params);
    case "parts":
      return engine.parts();
    case "exportPart":
      return engine.exportPart(request.params.file, request.params.backup);
    case "original":
      return engine.original(request.params.position);
    case "exportOriginal":
      return blobOf(
        engine.originalsOf(
          request.params.file,
          request.set === undefined ? undefined : (await sets.encodingsOf(request.set))[request.params.file],
        ),
      );
    case "stats": {
      const stats = await engine.stats();
      // So that the page does not count committed events as queued.
      sendAcksNow();
      return { ...stats, storedWithin: commitLatency.read() };
    }
    case "configure":
      Object.assign(settings, request.params);
      if (request.params.limits !== undefined) await live.setLimits(request.params.limits);
      return null;
    case "exportChain":
      return live.exportChain();
    case "verify":
      return live.verify(request.params, onPartial, signal);
    case "clear":
      return live.clear(request.params);
    case "scanValue":
      return scanLogs(live, sets, request.params, onPartial, signal);
    case "replayJournal":
      for (const { batch, events } of request.params.batches)
        live.append({ writer: request.params.writer, batch, events });
      await live.flush();
      return null;
    case "listSets":
      return sets.list();
    case "previewSet":
      return sets.preview(request.params.files, signal);
    case "importSet":
      return sets.import(request.params.files, request.params, onPartial, signal);
    case "combineSets":
      return sets.combine(request.params.ids, request.params, onPartial, signal);
    case "readSetAgain": {
      const { id, choices, files } = request.params;
      return sets.readAgain(id, choices, files, onPartial, signal);
    }
    case "labelSet":
      await sets.label(request.params.id, request.params.label);
      return null;
    case "removeSet":
      await sets.remove(request.params.id);
      return null;
  }
}

/** Bytes as one Blob; each chunk becomes a Blob first, which the browser may keep on disk. */
async function blobOf(chunks: AsyncIterable<Uint8Array<ArrayBuffer>>): Promise<Blob> {
  const parts: Blob[] = [];
  for await (const chunk of chunks) parts.push(new Blob([chunk]));
  return new Blob(parts);
}
