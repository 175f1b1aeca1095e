import { AsyncLocalStorage } from "node:async_hooks";
import type { ServerResponse } from "node:http";
import { Code, ConnectError } from "@connectrpc/connect";

/** Most bytes of requests that are held at once, over all calls: two of the platform's largest messages. */
const maxHeldBytes = 128 * 1024 * 1024;

/** A request of this size is read even when the budget is spent, so that large ones never lock small ones out. */
const alwaysReadBytes = 64 * 1024;

/** Counts the bytes of all requests that are being read or worked on, as they arrive and as they are unpacked. */
export interface ReadBudget {
  /** Runs the handling of one request; what it holds is given back when its response closes. */
  run(response: ServerResponse, handle: () => void): void;
  /**
   * Counts further bytes of the request that is being handled.
   *
   * @throws ConnectError RESOURCE_EXHAUSTED when all requests together hold too much
   */
  hold(bytes: number): void;
  /** Bytes held now. */
  heldBytes(): number;
}

export function createReadBudget(maxBytes = maxHeldBytes): ReadBudget {
  const current = new AsyncLocalStorage<{ bytes: number; isClosed: boolean }>();
  let held = 0;
  return {
    run(response, handle) {
      const account = { bytes: 0, isClosed: false };
      response.once("close", () => {
        account.isClosed = true;
        held -= account.bytes;
        account.bytes = 0;
      });
      current.run(account, handle);
    },
    hold(bytes) {
      const account = current.getStore();
      if (account === undefined || account.isClosed) return;
      if (account.bytes + bytes > alwaysReadBytes && held + bytes > maxBytes) {
        throw new ConnectError(
          `requests of ${String(Math.round(held / 1e6))} MB are being read already; try again`,
          Code.ResourceExhausted,
        );
      }
      account.bytes += bytes;
      held += bytes;
    },
    heldBytes: () => held,
  };
}
