import type { IncomingMessage } from "node:http";
import { Code, ConnectError } from "@connectrpc/connect";

/** How a body may come. */
export interface BodyLimits {
  /** Longest pause between two chunks, in milliseconds. */
  idleMs: number;
  /** Longest time for the whole body, in milliseconds; default: none. */
  totalMs?: number;
  /** Called with the size of each chunk before it is passed on; what it throws ends the body. */
  count?: (bytes: number) => void;
}

/** A body that says nothing for this long is given up; a live stream, which may be silent, is not read by this. */
export const bodyIdleMs = 10_000;
/** Longest time for the whole body of a small endpoint. */
export const smallBodyMs = 60_000;

/**
 * The chunks of a request's body, within limits. Leaving early does not close the connection, so that a refusal can be sent.
 *
 * @throws ConnectError DEADLINE_EXCEEDED when the body comes too slowly; whatever `count` throws
 */
export async function* readBody(request: IncomingMessage, limits: BodyLimits): AsyncGenerator<Buffer> {
  const { idleMs, totalMs = Infinity, count } = limits;
  const chunks = request.iterator({ destroyOnReturn: false })[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const deadlineMs = performance.now() + totalMs;
  for (;;) {
    const waitMs = Math.min(idleMs, deadlineMs - performance.now());
    const step = await within(chunks.next(), waitMs);
    if (step.done === true) return;
    count?.(step.value.length);
    yield step.value;
  }
}

/** A body for `fetch` and the like. It is opened when its first chunk is wanted, and read no further than it is taken. */
export function webStream(open: () => AsyncIterator<Buffer>): ReadableStream<Uint8Array> {
  let chunks: AsyncIterator<Buffer> | undefined;
  return new ReadableStream(
    {
      async pull(controller) {
        chunks ??= open();
        const step = await chunks.next();
        if (step.done === true) controller.close();
        else controller.enqueue(step.value);
      },
    },
    { highWaterMark: 0 },
  );
}

/**
 * The whole body of a small endpoint as text, see `readSmallBytes`.
 *
 * @throws ConnectError DEADLINE_EXCEEDED when the body comes too slowly
 */
export async function readSmallBody(request: IncomingMessage, maxBytes: number): Promise<string | undefined> {
  return (await readSmallBytes(request, maxBytes))?.toString("utf8");
}

/**
 * The whole body of a small endpoint; undefined where it has more bytes than allowed, whose rest is not read.
 *
 * @throws ConnectError DEADLINE_EXCEEDED when the body comes too slowly
 */
export async function readSmallBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of readBody(request, { idleMs: bodyIdleMs, totalMs: smallBodyMs })) {
    size += chunk.length;
    if (size > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    timeout.reject(new ConnectError("the request's body came too slowly", Code.DeadlineExceeded));
  }, ms);
  try {
    return await Promise.race([promise, timeout.promise]);
  } finally {
    clearTimeout(timer);
  }
}
