import type { Interceptor, StreamRequest, StreamResponse, UnaryRequest, UnaryResponse } from "@connectrpc/connect";
import { startCallSpan, type CallSpan, type LogCallsOptions } from "./call-span.ts";
import type { Logger } from "./logger.ts";

type Next = (request: UnaryRequest | StreamRequest) => Promise<UnaryResponse | StreamResponse>;

/**
 * The interceptor that logs calls: each has one `request_start` and exactly one end, `request_success`, `request_error` or
 * `request_cancelled`. It belongs outermost, so that what fails before sending is logged too.
 *
 * A stream ends for the log when the platform ends it, when it fails, when its reader returns, or when the call's signal is
 * aborted: by its caller (cancelled) or by its deadline (an error). An answer that nobody reads therefore ends at the
 * deadline at the latest; a caller that sets neither deadline nor signal and walks away leaves the start without an end,
 * until its client ends (`options.closing`), which cancels whatever is under way.
 */
export function logCalls(logger: Logger, options: LogCallsOptions = {}): Interceptor {
  const underWay = new Set<CallSpan>();
  options.closing?.onend(() => {
    for (const log of underWay) log.leave();
  });
  return (next) => (request) => {
    const log = startCallSpan(logger, request, { ...options, onend: () => underWay.delete(log) });
    underWay.add(log);
    return request.stream ? logStream(next, request, log) : logUnary(next, request, log);
  };
}

async function logUnary(next: Next, request: UnaryRequest, log: CallSpan): Promise<UnaryResponse | StreamResponse> {
  log.sent(request.message);
  log.start();
  try {
    const answering = next(request);
    // The request is on its way: what is done from here until the answer comes costs the caller nothing.
    endOnAbort(request.signal, log);
    const response = await answering;
    log.headers(response.header);
    log.received(response.message);
    log.succeed();
    return response;
  } catch (thrown) {
    log.fail(thrown);
    throw thrown;
  }
}

async function logStream(next: Next, request: StreamRequest, log: CallSpan): Promise<UnaryResponse | StreamResponse> {
  try {
    const messages = await startAtFirst(request, log);
    const response = await next({ ...request, message: messages });
    if (!response.stream) return response;
    log.headers(response.header);
    return { ...response, message: watch(response.message, log) };
  } catch (thrown) {
    log.fail(thrown);
    throw thrown;
  }
}

/** Waits for the first message, which says what the call is about, writes the start, and gives all messages on. */
async function startAtFirst({ message, signal }: StreamRequest, log: CallSpan) {
  const iterator = message[Symbol.asyncIterator]();
  try {
    const first = await orAborted(iterator.next(), signal);
    if (first.done !== true) log.sent(first.value);
    return resume(first, iterator, log);
  } finally {
    log.start();
    endOnAbort(signal, log);
  }
}

async function* resume<T>(first: IteratorResult<T>, iterator: AsyncIterator<T>, log: CallSpan): AsyncGenerator<T> {
  try {
    if (first.done === true) return;
    yield first.value;
    for (let step = await iterator.next(); step.done !== true; step = await iterator.next()) {
      log.sent(step.value);
      yield step.value;
    }
  } finally {
    // Not awaited: a source that waits for its next message would hold the end of the call back.
    iterator.return?.().catch(() => undefined);
  }
}

async function* watch<T>(messages: AsyncIterable<T>, log: CallSpan): AsyncGenerator<T> {
  try {
    for await (const message of messages) {
      log.received(message);
      yield message;
    }
    log.succeed();
  } catch (thrown) {
    log.fail(thrown);
    throw thrown;
  } finally {
    log.leave();
  }
}

function endOnAbort(signal: AbortSignal, log: CallSpan): void {
  const end = () => {
    log.fail(signal.reason);
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
