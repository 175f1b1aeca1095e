import type { CDPSession } from "@playwright/test";

interface HeapUsage {
  usedSize: number;
  embedderHeapUsedSize: number;
  backingStorageSize: number;
}

type Send = (method: string, parameters?: object) => Promise<unknown>;

/**
 * Measures the memory of a page and its workers: the heap, embedder memory, and array buffers.
 *
 * @param devtools session of the page; workers are attached, also those that start later
 * @returns a function that collects garbage and returns the memory in bytes
 */
export async function watchMemory(devtools: CDPSession): Promise<() => Promise<number>> {
  const workers = new Map<string, Send>();
  devtools.on("Target.attachedToTarget", ({ sessionId }) => void workers.set(sessionId, speakTo(devtools, sessionId)));
  devtools.on("Target.detachedFromTarget", ({ sessionId }) => void workers.delete(sessionId));
  await devtools.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  return async () => {
    const page: Send = (method) => devtools.send(method as "Runtime.getHeapUsage");
    let bytes = 0;
    for (const send of [page, ...workers.values()]) bytes += await measure(send);
    return bytes;
  };
}

async function measure(send: Send): Promise<number> {
  await send("HeapProfiler.collectGarbage");
  const { usedSize, embedderHeapUsedSize, backingStorageSize } = (await send("Runtime.getHeapUsage")) as HeapUsage;
  return usedSize + embedderHeapUsedSize + backingStorageSize;
}

/** Playwright has no session for workers, so their messages are nested in those of the page. */
function speakTo(devtools: CDPSession, sessionId: string): Send {
  const waiting = new Map<number, (result: unknown) => void>();
  let last = 0;
  devtools.on("Target.receivedMessageFromTarget", (received) => {
    if (received.sessionId !== sessionId) return;
    const { id, result } = JSON.parse(received.message) as { id?: number; result?: unknown };
    if (id !== undefined) waiting.get(id)?.(result);
  });
  return async (method, params = {}) => {
    const id = ++last;
    const answer = new Promise((resolve) => waiting.set(id, resolve));
    await devtools.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method, params }) });
    return answer;
  };
}
