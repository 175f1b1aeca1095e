import type { CDPSession } from "@playwright/test";

/** The workers of a page, as the browser's devtools see them. */
export interface WorkerHeaps {
  /** What lives in the heaps of all workers after a collection of garbage, buffers included, in bytes. */
  usedBytes(): Promise<number>;
}

/** Follows the workers of a page from now on. @param devtools of the page */
export async function followWorkers(devtools: CDPSession): Promise<WorkerHeaps> {
  const sessions = new Set<string>();
  const waiting = new Map<number, (result: unknown) => void>();
  let last = 0;
  devtools.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => {
    if (targetInfo.type === "worker") sessions.add(sessionId);
  });
  devtools.on("Target.detachedFromTarget", ({ sessionId }) => sessions.delete(sessionId));
  devtools.on("Target.receivedMessageFromTarget", ({ message }) => {
    const { id, result } = JSON.parse(message) as { id?: number; result?: unknown };
    if (id !== undefined) waiting.get(id)?.(result);
  });
  await devtools.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });

  async function send(sessionId: string, method: string): Promise<unknown> {
    const id = ++last;
    const answer = new Promise((resolve) => waiting.set(id, resolve));
    await devtools.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method }) });
    const result = await answer;
    waiting.delete(id);
    return result;
  }

  return {
    async usedBytes() {
      let sum = 0;
      for (const session of sessions) {
        await send(session, "HeapProfiler.collectGarbage");
        const heap = (await send(session, "Runtime.getHeapUsage")) as { usedSize: number; backingStorageSize?: number };
        sum += heap.usedSize + (heap.backingStorageSize ?? 0);
      }
      return sum;
    },
  };
}
