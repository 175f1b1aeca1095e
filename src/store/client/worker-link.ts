import { LogImportError, type LogImportErrorKind } from "../import-error.ts";
import type { PartialResponse, StoreRequestName, StoreRequests, ToPage, ToWorker } from "../store-messages.ts";
import { onAbort } from "../../basics/abort.ts";
import { randomUuid } from "../../basics/uuid.ts";

/** Connection to a worker that is restarted when it dies. Pending requests are sent again to the new worker. Must be closed. */
export interface WorkerLink {
  /** @throws DOMException `DataCloneError` when the message holds a value that cannot be cloned */
  post(message: ToWorker): void;
  /** @throws DOMException `AbortError` when the signal aborts or the link is closed; else the error of the worker */
  request<Name extends StoreRequestName>(
    name: Name,
    params: StoreRequests[Name]["params"],
    options?: StoreRequestOptions,
  ): Promise<StoreRequests[Name]["result"]>;
  close(): void;
}

/** Options of one request. */
export interface StoreRequestOptions {
  signal?: AbortSignal | undefined;
  /** Id of an imported log; default: the live log. */
  set?: string | undefined;
  onPartial?: ((part: PartialResponse) => void) | undefined;
  /** Whether an aborted request still waits for its response, which then says how far it got. Default: it rejects at once. */
  awaitsEnd?: boolean;
}

interface PendingRequest {
  message: ToWorker;
  resolve: (result: never) => void;
  reject: (error: unknown) => void;
  onPartial: StoreRequestOptions["onPartial"];
  signal: AbortSignal | undefined;
  /** Stops listening to the signal, which may outlive thousands of requests. */
  stopListening: () => void;
}

/** Options of {@link openWorkerLink}. */
export interface WorkerLinkOptions {
  createWorker: () => Worker;
  /** Creates the first message to each new worker. The worker holds the lock `lockName` until it ends. */
  open: (lockName: string) => ToWorker;
  /** Called with every message that does not belong to a request. */
  onMessage: (message: ToPage) => void;
  onDeath: () => void;
  /** Whether the worker may be ended: it holds no data that is not on disk. */
  canSuspend: () => boolean;
}

/** Delays before the first, second, ... restart in a row, in milliseconds; the last one repeats. */
const restartDelaysMs = [0, 1_000, 5_000, 30_000];
/** Time within which a new worker must report that it runs, in milliseconds; else it counts as dead. */
const startTimeoutMs = 10_000;

/** Starts a worker, and restarts it when it dies, until the link is closed. */
export function openWorkerLink({ createWorker, open, onMessage, onDeath, canSuspend }: WorkerLinkOptions): WorkerLink {
  const pending = new Map<number, PendingRequest>();
  const closing = new AbortController();
  let lastId = 0;
  let worker: Worker | undefined;
  let ready = false;
  let deaths = 0;
  let isSuspended = false;
  let startTimer: ReturnType<typeof setTimeout> | undefined;

  function start(): void {
    if (closing.signal.aborted || isSuspended || worker !== undefined) return;
    const lockName = `log-worker ${randomUuid()}`;
    let started: Worker;
    try {
      started = createWorker();
    } catch {
      // The browser refuses workers for now: retry with growing delays, while events wait in their bounded queue.
      died();
      return;
    }
    worker = started;
    started.onmessage = ({ data }: MessageEvent<ToPage>) => {
      if (worker === started) receive(started, data, lockName);
    };
    started.onerror = () => {
      // Once the worker runs, its lock shows whether it died; an uncaught error does not end it.
      if (worker === started && !ready) died();
    };
    started.postMessage(open(lockName));
    startTimer = setTimeout(() => worker === started && died(), startTimeoutMs);
  }

  function receive(from: Worker, message: ToPage, lockName: string): void {
    if (message.kind === "alive") {
      clearTimeout(startTimer);
      watch(from, lockName);
    } else if (message.kind === "opened") {
      ready = true;
      onMessage(message);
      for (const [id, { message: request, signal }] of pending) {
        from.postMessage(request);
        if (signal?.aborted) from.postMessage({ kind: "cancel", id } satisfies ToWorker);
      }
    } else if (message.kind === "partial") {
      pending.get(message.id)?.onPartial?.(message.part);
    } else if (message.kind === "response") {
      takePending(message.id)?.resolve(message.result as never);
    } else if (message.kind === "failure") {
      takePending(message.id)?.reject(asError(message));
    } else {
      deaths = 0;
      onMessage(message);
    }
  }

  /** Detects the death of a worker: it holds its lock until it ends, so getting the lock means that it ended. */
  function watch(watched: Worker, lockName: string): void {
    void navigator.locks
      ?.request(lockName, { signal: closing.signal }, () => {
        if (worker === watched) died();
      })
      .catch(() => {
        // The link was closed.
      });
  }

  function terminate(): void {
    clearTimeout(startTimer);
    worker?.terminate();
    worker = undefined;
    ready = false;
  }

  function died(): void {
    terminate();
    onDeath();
    const delayMs = restartDelaysMs[Math.min(deaths++, restartDelaysMs.length - 1)]!;
    setTimeout(start, delayMs);
  }

  /**
   * Ends the worker when the page enters the back-forward cache, and `resume` starts another one. WebKit freezes the worker of
   * a cached page, even in the middle of a transaction, and then every other page waits for the database.
   */
  function suspend(): void {
    if (!canSuspend()) return;
    isSuspended = true;
    terminate();
    onDeath();
  }

  function resume(): void {
    isSuspended = false;
    start();
  }

  function takePending(id: number): PendingRequest | undefined {
    const request = pending.get(id);
    request?.stopListening();
    pending.delete(id);
    return request;
  }

  const { signal } = closing;
  globalThis.addEventListener("pagehide", ({ persisted }) => persisted && suspend(), { signal });
  globalThis.addEventListener("pageshow", ({ persisted }) => persisted && resume(), { signal });
  start();
  return {
    post: (message) => worker?.postMessage(message),
    request(name, params, { signal, set, onPartial, awaitsEnd = false } = {}) {
      return new Promise((resolve, reject) => {
        if (closing.signal.aborted) throw new DOMException("the log is closed", "InvalidStateError");
        signal?.throwIfAborted();
        const id = ++lastId;
        const message = { kind: "request", id, name, params, ...(set !== undefined && { set }) } as ToWorker;
        const stopListening = onAbort(signal, (reason) => {
          worker?.postMessage({ kind: "cancel", id } satisfies ToWorker);
          if (!awaitsEnd) takePending(id)?.reject(reason);
        });
        const settle = { resolve: resolve as (result: never) => void, reject };
        pending.set(id, { message, ...settle, onPartial, signal, stopListening });
        if (ready) worker?.postMessage(message);
      });
    },
    close() {
      closing.abort();
      terminate();
      for (const id of pending.keys()) takePending(id)?.reject(new DOMException("the log was closed", "AbortError"));
    },
  };
}

function asError({ errorName, errorKind, message }: Extract<ToPage, { kind: "failure" }>): Error {
  if (errorName === "RangeError") return new RangeError(message);
  if (errorName === "LogImportError") return new LogImportError({ kind: errorKind as LogImportErrorKind, message });
  return new DOMException(message, errorName);
}
