import { LogImportError, type LogImportErrorKind } from "../import-error.ts";
import type { PartialResponse, StoreRequestName, StoreRequests, ToPage, ToWorker } from "../store-messages.ts";

/** A worker that is started again when it dies or its page was put aside, and questions that survive it. Must be closed. */
export interface WorkerLink {
  /** @throws DOMException `DataCloneError` when the message holds something that cannot be copied */
  post(message: ToWorker): void;
  ask<Name extends StoreRequestName>(
    name: Name,
    ask: StoreRequests[Name]["ask"],
    options?: StoreRequestOptions,
  ): Promise<StoreRequests[Name]["answer"]>;
  close(): void;
}

export interface StoreRequestOptions {
  signal?: AbortSignal | undefined;
  /** An imported set; default: the live log. */
  set?: string | undefined;
  onPartial?: ((part: PartialResponse) => void) | undefined;
}

interface OpenQuestion {
  message: ToWorker;
  resolve: (answer: never) => void;
  reject: (error: unknown) => void;
  onPartial: StoreRequestOptions["onPartial"];
}

/** What the owner of a link decides. */
export interface WorkerLinkOptions {
  createWorker: () => Worker;
  /** First message for each new worker; it must name `lockName`, which the worker holds while it lives. */
  open: (lockName: string) => ToWorker;
  /** Every message that is not about a question. */
  onMessage: (message: ToPage) => void;
  onDeath: () => void;
  /** The worker knows nothing that is not on disk. */
  mayEnd: () => boolean;
}

/** Waits before the first, second, ... restart in a row, in milliseconds; the last one repeats. */
const restartDelaysMs = [0, 1_000, 5_000, 30_000];
/** A worker that has not begun to run by then counts as dead. */
const startTimeoutMs = 10_000;

/** Starts a worker and keeps one running until the link is closed. */
export function openWorkerLink({ createWorker, open, onMessage, onDeath, mayEnd }: WorkerLinkOptions): WorkerLink {
  const questions = new Map<number, OpenQuestion>();
  const closing = new AbortController();
  let lastId = 0;
  let worker: Worker | undefined;
  let ready = false;
  let deaths = 0;
  let isAside = false;
  let startTimer: ReturnType<typeof setTimeout> | undefined;

  function start(): void {
    if (closing.signal.aborted || isAside || worker !== undefined) return;
    const lockName = `log-worker ${crypto.randomUUID()}`;
    let started: Worker;
    try {
      started = createWorker();
    } catch {
      // The browser refuses workers for now; the delays grow and the events wait in their bounded queue.
      died();
      return;
    }
    worker = started;
    started.onmessage = ({ data }: MessageEvent<ToPage>) => {
      if (worker === started) receive(started, data, lockName);
    };
    started.onerror = () => {
      // After the start the lock tells of a death; an error alone does not end a worker.
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
      for (const { message: question } of questions.values()) from.postMessage(question);
    } else if (message.kind === "partial") {
      questions.get(message.id)?.onPartial?.(message.part);
    } else if (message.kind === "answer") {
      settle(message.id)?.resolve(message.answer as never);
    } else if (message.kind === "failure") {
      settle(message.id)?.reject(asError(message));
    } else {
      deaths = 0;
      onMessage(message);
    }
  }

  /** The worker holds its lock for life, so to get the lock means that it is dead. */
  function watch(watched: Worker, lockName: string): void {
    void navigator.locks
      ?.request(lockName, { signal: closing.signal }, () => {
        if (worker === watched) died();
      })
      .catch(() => {
        // Closed while waiting, which is how a watch ends.
      });
  }

  function end(): void {
    clearTimeout(startTimer);
    worker?.terminate();
    worker = undefined;
    ready = false;
  }

  function died(): void {
    end();
    onDeath();
    const delayMs = restartDelaysMs[Math.min(deaths++, restartDelaysMs.length - 1)]!;
    setTimeout(start, delayMs);
  }

  /**
   * A page in the browser's cache keeps its worker as it was: in WebKit in the midst of a transaction, for which every other
   * page then waits. So its worker ends with its being seen, and another one goes on when it comes back.
   */
  function putAside(): void {
    if (!mayEnd()) return;
    isAside = true;
    end();
    onDeath();
  }

  function bringBack(): void {
    isAside = false;
    start();
  }

  function settle(id: number): OpenQuestion | undefined {
    const question = questions.get(id);
    questions.delete(id);
    return question;
  }

  const { signal } = closing;
  globalThis.addEventListener("pagehide", ({ persisted }) => persisted && putAside(), { signal });
  globalThis.addEventListener("pageshow", ({ persisted }) => persisted && bringBack(), { signal });
  start();
  return {
    post: (message) => worker?.postMessage(message),
    ask(name, ask, { signal, set, onPartial } = {}) {
      return new Promise((resolve, reject) => {
        if (closing.signal.aborted) throw new DOMException("the log is closed", "InvalidStateError");
        signal?.throwIfAborted();
        const id = ++lastId;
        const message = { kind: "question", id, name, ask, ...(set !== undefined && { set }) } as ToWorker;
        questions.set(id, { message, resolve: resolve as (answer: never) => void, reject, onPartial });
        signal?.addEventListener("abort", () => {
          if (settle(id) !== undefined) worker?.postMessage({ kind: "cancel", id } satisfies ToWorker);
          reject(signal.reason);
        });
        if (ready) worker?.postMessage(message);
      });
    },
    close() {
      closing.abort();
      end();
      for (const { reject } of questions.values()) reject(new DOMException("the log was closed", "AbortError"));
      questions.clear();
    },
  };
}

function asError({ errorName, errorKind, message }: Extract<ToPage, { kind: "failure" }>): Error {
  if (errorName === "RangeError") return new RangeError(message);
  if (errorName === "LogImportError") return new LogImportError(errorKind as LogImportErrorKind, message);
  return new DOMException(message, errorName);
}
