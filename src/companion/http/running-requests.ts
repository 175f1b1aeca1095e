import type { ServerResponse } from "node:http";

/** The requests that a server is answering, so that a stop can wait for them. */
export interface RunningRequests {
  /** Counts a request until its response is closed. */
  add(response: ServerResponse): void;
  /** Resolves when none is left; at once when there is none. */
  ended(): Promise<void>;
}

/** Counts requests, none so far. */
export function createRunningRequests(): RunningRequests {
  const running = new Set<ServerResponse>();
  const waiting: (() => void)[] = [];
  return {
    add(response) {
      running.add(response);
      response.once("close", () => {
        running.delete(response);
        if (running.size === 0) for (const resolve of waiting.splice(0)) resolve();
      });
    },
    ended: () => (running.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}
