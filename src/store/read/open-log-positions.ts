import type { LogPositions } from "../log-positions.ts";
import { defaultLogLimits } from "../log-store.ts";
import { openIndexedDbStorage } from "../storage/indexeddb-storage.ts";
import type { LogStorage } from "../storage/log-storage.ts";
import { createReconnectingStorage } from "../storage/reconnecting-storage.ts";
import { createLogPositions } from "./log-positions.ts";

/**
 * Opens a log of this browser to read it by position, beside the worker that writes it. Must be closed. Where the browser gives no
 * storage the log is in the memory of that worker, and every answer is an Error that says so.
 */
export function openLogPositions(name: string): LogPositions {
  return createLogPositions(
    createReconnectingStorage({
      // The limits apply to a new log only, and this never writes one.
      open: () => openIndexedDbStorage(name, { limits: defaultLogLimits, durability: "relaxed" }),
      fallback: () => noStorage,
      onFallback: () => undefined,
    }),
  );
}

const noStorage: LogStorage = {
  read: () => Promise.reject(new Error("the log is in the memory of this tab only, and cannot be read from outside")),
  write: () => Promise.reject(new Error("the log is only read here")),
  close: () => undefined,
};
