import { announceNewerDatabase } from "../../basics/newer-database.ts";
import { LogImportError, type LogImportErrorKind } from "../import-error.ts";
import type { PartialResponse, StoreRequestName, ToPage, ToWorker } from "../store-messages.ts";

/** Name of what lists the imported logs, for the word that a newer version of the program made it, or one of them. */
const importedLogs = "audiokit-log-sets";

/** A request that waits for its answer. */
export interface PendingRequest {
  id: number;
  name: StoreRequestName;
  message: ToWorker;
  resolve: (result: never) => void;
  reject: (error: unknown) => void;
  onPartial: ((part: PartialResponse) => void) | undefined;
  signal: AbortSignal | undefined;
  /** Stops listening to the signal, which may outlive thousands of requests. */
  stopListening: () => void;
}

/** Requests to the worker that wait for an answer, by id. */
export interface PendingRequests {
  readonly size: number;
  add(request: PendingRequest): void;
  has(id: number): boolean;
  /** Removes and returns a request; undefined when it does not wait any more. */
  take(id: number): PendingRequest | undefined;
  /** Hands an answer, or a part of one, to whom it belongs. */
  answer(message: Extract<ToPage, { kind: "partial" | "response" | "failure" }>): void;
  /** All, to send them again. */
  all(): PendingRequest[];
  /** A worker hung: fails the requests during which another one hung, because they may be the cause. */
  hung(): void;
  /** A second has passed: fails questions that were silent for a minute, and returns their ids. */
  tick(): number[];
  rejectAll(error: unknown): void;
}

/** Silent seconds after which a question fails. */
const maxSilentTicks = 60;
/** Hangs after which a request fails. */
const maxHangs = 2;
/** Requests that only read. The others change the log, and take the time that they need. */
const questions = new Set<StoreRequestName>([
  "query",
  "readAhead",
  "columns",
  "overview",
  "summarize",
  "parts",
  "exportPart",
  "original",
  "stats",
  "listSets",
]);

interface Waiting extends PendingRequest {
  hangs: number;
  silentTicks: number;
}

/** Creates an empty set of pending requests. */
export function createPendingRequests(): PendingRequests {
  const pending = new Map<number, Waiting>();

  function take(id: number): Waiting | undefined {
    const request = pending.get(id);
    request?.stopListening();
    pending.delete(id);
    return request;
  }

  function fail(id: number): void {
    take(id)?.reject(new DOMException("the log does not answer", "TimeoutError"));
  }

  return {
    get size() {
      return pending.size;
    },
    add: (request) => void pending.set(request.id, { ...request, hangs: 0, silentTicks: 0 }),
    has: (id) => pending.has(id),
    take,
    answer(message) {
      if (message.kind === "response") take(message.id)?.resolve(message.result as never);
      else if (message.kind === "failure") take(message.id)?.reject(asError(message));
      else {
        const request = pending.get(message.id);
        if (request !== undefined) request.silentTicks = 0;
        request?.onPartial?.(message.part);
      }
    },
    all: () => [...pending.values()],
    hung() {
      for (const [id, request] of pending) if (++request.hangs >= maxHangs) fail(id);
    },
    tick() {
      const waiting = [...pending].filter(([, { name }]) => questions.has(name));
      const silent = waiting.filter(([, request]) => ++request.silentTicks > maxSilentTicks).map(([id]) => id);
      for (const id of silent) fail(id);
      return silent;
    },
    rejectAll(error) {
      for (const id of pending.keys()) take(id)?.reject(error);
    },
  };
}

function asError({ errorName, errorKind, message }: Extract<ToPage, { kind: "failure" }>): Error {
  if (errorName === "RangeError") return new RangeError(message);
  if (errorName === "LogImportError") return new LogImportError({ kind: errorKind as LogImportErrorKind, message });
  // The live log itself goes on in memory then.
  if (errorName === "VersionError") announceNewerDatabase(importedLogs);
  return new DOMException(message, errorName);
}
