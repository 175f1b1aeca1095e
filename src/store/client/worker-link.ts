import type { PartialResponse, StoreRequestName, StoreRequests, ToPage, ToWorker } from "../store-messages.ts";
import { createPendingRequests } from "./pending-requests.ts";
import { createWatchdog } from "./watchdog.ts";
import { randomUuid } from "../../basics/uuid.ts";

/**
 * Connection to a worker that is restarted when it dies or hangs. Pending requests are sent again to the new worker, but only
 * once when they may be what it hung at. Must be closed.
 */
export interface WorkerLink {
  /** @throws DOMException `DataCloneError` when the message holds a value that cannot be cloned */
  post(message: ToWorker): void;
  /**
   * @throws DOMException `AbortError` when the signal aborts or the link is closed; `TimeoutError` when two workers hung
   *   meanwhile, or a question had no answer and no intermediate result for a minute; else the error of the worker
   */
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

/** Options of {@link openWorkerLink}. */
export interface WorkerLinkOptions {
  createWorker: () => Worker;
  /** Creates the first message to each new worker. The worker holds the lock `lockName` until it ends. */
  open: (lockName: string) => ToWorker;
  /** Called with every message that does not belong to a request. */
  onMessage: (message: ToPage) => void;
  /** @param hung the worker was ended because it hung */
  onDeath: (hung: boolean) => void;
  /** Whether events wait for an acknowledgement. */
  isAwaited: () => boolean;
  /** Whether the worker may be ended: it holds no data that is not on disk. */
  canSuspend: () => boolean;
}

/** Delays before the first, second, ... restart in a row, in milliseconds; the last one repeats. */
const restartDelaysMs = [0, 1_000, 5_000, 30_000];
/** Time within which a new worker must report that it runs, in milliseconds; else it counts as dead. */
const startTimeoutMs = 10_000;

/** Starts a worker, and restarts it when it dies, until the link is closed. */
export function openWorkerLink(options: WorkerLinkOptions): WorkerLink {
  const { createWorker, open, onMessage, onDeath, canSuspend, isAwaited } = options;
  const pending = createPendingRequests();
  const closing = new AbortController();
  let lastId = 0;
  let worker: Worker | undefined;
  let isRunning = false;
  let ready = false;
  let deaths = 0;
  let isSuspended = false;
  let startTimer: ReturnType<typeof setTimeout> | undefined;
  const watchdog = createWatchdog({
    isAwaited: () => pending.size > 0 || isAwaited(),
    ping() {
      if (isRunning) worker?.postMessage({ kind: "ping" } satisfies ToWorker);
      return isRunning;
    },
    onHang() {
      pending.hung();
      died(true);
    },
    onTick() {
      for (const id of pending.tick()) worker?.postMessage({ kind: "cancel", id } satisfies ToWorker);
    },
  });

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
    watchdog.heard();
    if (message.kind === "alive") {
      clearTimeout(startTimer);
      isRunning = true;
      watch(from, lockName);
    } else if (message.kind === "pong") {
      // A sign of life, and no more.
    } else if (message.kind === "opened") {
      ready = true;
      onMessage(message);
      for (const { id, message: request, signal } of pending.all()) {
        from.postMessage(request);
        if (signal?.aborted) from.postMessage({ kind: "cancel", id } satisfies ToWorker);
      }
    } else if (message.kind === "partial" || message.kind === "response" || message.kind === "failure") {
      pending.answer(message);
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
    isRunning = false;
    ready = false;
  }

  function died(hung = false): void {
    terminate();
    onDeath(hung);
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
    onDeath(false);
  }

  function resume(): void {
    isSuspended = false;
    start();
  }

  const { signal } = closing;
  globalThis.addEventListener("pagehide", ({ persisted }) => persisted && suspend(), { signal });
  globalThis.addEventListener("pageshow", ({ persisted }) => persisted && resume(), { signal });
  start();
  return {
    post(message) {
      worker?.postMessage(message);
      watchdog.watch();
    },
    request(name, params, { signal, set, onPartial, awaitsEnd = false } = {}) {
      return new Promise((resolve, reject) => {
        if (closing.signal.aborted) throw new DOMException("the log is closed", "InvalidStateError");
        signal?.throwIfAborted();
        const id = ++lastId;
        const message = { kind: "request", id, name, params, ...(set !== undefined && { set }) } as ToWorker;
        pending.add({ id, name, message, resolve: resolve as (result: never) => void, reject, onPartial, signal });
        watchdog.watch();
        signal?.addEventListener("abort", () => {
          if (pending.has(id)) worker?.postMessage({ kind: "cancel", id } satisfies ToWorker);
          if (awaitsEnd) return;
          pending.take(id);
          reject(signal.reason);
        });
        if (ready) worker?.postMessage(message);
      });
    },
    close() {
      closing.abort();
      watchdog.stop();
      terminate();
      pending.rejectAll(new DOMException("the log was closed", "AbortError"));
    },
  };
}
