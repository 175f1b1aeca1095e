import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that stands where a log store would: it takes everything, after a while. Must be closed. */
export interface StoreInPlace {
  url: string;
  /** Answers so many requests at a time; the others wait, and those beyond `queue` are answered with 429. */
  setLimits(limits: { delayMs: number; atOnce: number; queue: number }): void;
  close(): Promise<void>;
}

/** Opens one on a free port of this machine. */
export async function openStoreInPlace(): Promise<StoreInPlace> {
  let limits = { delayMs: 0, atOnce: Infinity, queue: Infinity };
  let working = 0;
  const waiting: (() => void)[] = [];
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      const answer = (status: number) => response.writeHead(status, { "content-type": "application/json" }).end("{}");
      const work = () => {
        working++;
        setTimeout(() => {
          working--;
          answer(200);
          waiting.shift()?.();
        }, limits.delayMs);
      };
      if (limits.delayMs === 0) answer(200);
      else if (working < limits.atOnce) work();
      else if (waiting.length < limits.queue) waiting.push(work);
      else answer(429);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    setLimits: (next) => (limits = next),
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
