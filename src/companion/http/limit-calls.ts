import type { IncomingMessage } from "node:http";

/** Bounds the calls that each client has at once, so that one client does not take the places of the others. */
export interface CallLimit {
  /**
   * Takes a place for a call of this client.
   *
   * @returns gives the place back; undefined when the client has none left
   */
  enter(client: string): (() => void) | undefined;
}

/** @param maxCalls of one client */
export function createCallLimit(maxCalls: number): CallLimit {
  const running = new Map<string, number>();
  return {
    enter(client) {
      const calls = running.get(client) ?? 0;
      if (calls >= maxCalls) return undefined;
      running.set(client, calls + 1);
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        const left = (running.get(client) ?? 1) - 1;
        if (left > 0) running.set(client, left);
        else running.delete(client);
      };
    },
  };
}

/**
 * Address of whoever sent a request.
 *
 * @param isBehindProxy whether only a proxy reaches this server, which puts the address at the end of `x-forwarded-for`
 */
export function clientOf({ headers, socket }: IncomingMessage, isBehindProxy: boolean): string {
  const forwarded = isBehindProxy ? String(headers["x-forwarded-for"] ?? "").split(",").at(-1)?.trim() : ""; // prettier-ignore
  return forwarded || (socket.remoteAddress ?? "");
}
