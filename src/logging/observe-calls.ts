import { Code, ConnectError } from "@connectrpc/connect";
import type { Interceptor, StreamRequest, StreamResponse, UnaryRequest, UnaryResponse } from "@connectrpc/connect";
import { classifyFailure } from "../wire/classify-failure.ts";

/** How a call ended. */
export type CallEnd =
  | { outcome: "success" }
  | { outcome: "cancelled" }
  | { outcome: "deadline" | "failure"; error: ConnectError };

/** What one observer gets of one call, in this order. What it throws is dropped, and nobody waits for it. */
export interface CallObserver {
  /** The call goes out: with its message, or with the first one of a stream. */
  start?(): void;
  /** Before `start` for the message, or the first one of a stream; a stream that fails before it has a message has none. */
  sent?(message: unknown): void;
  headers?(headers: Headers): void;
  received?(message: unknown): void;
  /** Exactly once, unless a stream is left without a signal or a deadline. */
  end?(end: CallEnd): void;
}

/** Begins to observe a call, before anything of it happens. */
export type ObserveCall = (request: UnaryRequest | StreamRequest) => CallObserver;

type Next = (request: UnaryRequest | StreamRequest) => Promise<UnaryResponse | StreamResponse>;

/**
 * The interceptor that reports to observers what happens to each call. It belongs outermost, so that what fails before sending is
 * seen too.
 *
 * A stream ends when the platform ends it, when it fails, when its reader returns, or when the call's signal is aborted: by
 * its caller (cancelled) or by its deadline. A response that nobody reads therefore ends at the deadline at the latest; a
 * caller that sets neither deadline nor signal and walks away leaves the call without an end.
 */
export function observeCalls(...observers: ObserveCall[]): Interceptor {
  return (next) => (request) => {
    const call = observe(observers, request);
    return request.stream ? observeStream(next, request, call) : observeUnary(next, request, call);
  };
}

/** All observers of one call. */
interface ObservedCall extends Required<Omit<CallObserver, "end">> {
  succeed(): void;
  fail(thrown: unknown): void;
  /** The reader left before the end. */
  leave(): void;
}

function observe(observers: ObserveCall[], request: UnaryRequest | StreamRequest): ObservedCall {
  const opened = observers.map((open) => open(request));
  let isOpen = true;

  function notifyAll(notify: (observer: CallObserver) => void): void {
    for (const observer of opened) {
      try {
        notify(observer);
      } catch {
        // The call matters more than who looks on: a message that cannot be described is still sent.
      }
    }
  }

  function end(how: CallEnd): void {
    if (!isOpen) return;
    isOpen = false;
    notifyAll((observer) => observer.end?.(how));
  }

  return {
    start: () => notifyAll((observer) => observer.start?.()),
    sent: (message) => notifyAll((observer) => observer.sent?.(message)),
    headers: (headers) => notifyAll((observer) => observer.headers?.(headers)),
    received: (message) => notifyAll((observer) => observer.received?.(message)),
    succeed: () => end({ outcome: "success" }),
    fail: (thrown) => end(failureOf(thrown, request.signal)),
    leave: () => end({ outcome: "cancelled" }),
  };
}

/** What a failure was. The reason of the call's own signal distinguishes the caller's abort from the deadline. */
function failureOf(thrown: unknown, signal: AbortSignal): CallEnd {
  const outcome = classifyFailure(thrown, signal);
  if (outcome === "cancelled") return { outcome };
  const reason: unknown = signal.aborted ? signal.reason : thrown;
  const isPlainTimeout = outcome === "deadline" && !(reason instanceof ConnectError);
  const error = isPlainTimeout
    ? new ConnectError((reason as Error).message, Code.DeadlineExceeded)
    : ConnectError.from(reason);
  return { outcome, error };
}

async function observeUnary(next: Next, request: UnaryRequest, call: ObservedCall) {
  call.sent(request.message);
  call.start();
  try {
    const pending = next(request);
    // The request is on its way: what is done from here until the response comes costs the caller nothing.
    endOnAbort(request.signal, call);
    const response = await pending;
    call.headers(response.header);
    call.received(response.message);
    call.succeed();
    return response;
  } catch (thrown) {
    call.fail(thrown);
    throw thrown;
  }
}

async function observeStream(next: Next, request: StreamRequest, call: ObservedCall) {
  try {
    const messages = await startAtFirst(request, call);
    const response = await next({ ...request, message: messages });
    if (!response.stream) return response;
    call.headers(response.header);
    return { ...response, message: watch(response.message, call) };
  } catch (thrown) {
    call.fail(thrown);
    throw thrown;
  }
}

/** Waits for the first message, which says what the call is about, reports the start, and passes all messages on. */
async function startAtFirst({ message, signal }: StreamRequest, call: ObservedCall) {
  const iterator = message[Symbol.asyncIterator]();
  try {
    const first = await orAborted(iterator.next(), signal);
    if (first.done !== true) call.sent(first.value);
    return resume(first, iterator, call);
  } finally {
    call.start();
    endOnAbort(signal, call);
  }
}

async function* resume<T>(first: IteratorResult<T>, iterator: AsyncIterator<T>, call: ObservedCall) {
  try {
    if (first.done === true) return;
    yield first.value;
    for (let step = await iterator.next(); step.done !== true; step = await iterator.next()) {
      call.sent(step.value);
      yield step.value;
    }
  } finally {
    // Not awaited: a source that waits for its next message would hold the end of the call back.
    iterator.return?.().catch(() => undefined);
  }
}

async function* watch<T>(messages: AsyncIterable<T>, call: ObservedCall): AsyncGenerator<T> {
  try {
    for await (const message of messages) {
      call.received(message);
      yield message;
    }
    call.succeed();
  } catch (thrown) {
    call.fail(thrown);
    throw thrown;
  } finally {
    call.leave();
  }
}

function endOnAbort(signal: AbortSignal, call: ObservedCall): void {
  const end = () => {
    call.fail(signal.reason);
  };
  if (signal.aborted) end();
  else signal.addEventListener("abort", end, { once: true });
}

function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject);
  });
}
