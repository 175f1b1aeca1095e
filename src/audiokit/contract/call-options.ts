import type { ContextValues } from "@connectrpc/connect";

/** What every call takes beside its request. */
export interface AudioKitCallOptions {
  /** Aborting cancels the call, here and on the server. */
  signal?: AbortSignal;
  /** Deadline of the whole call, streams included, in milliseconds; the default stands at each function. */
  timeoutMs?: number;
  /** Context for the interceptors, e.g. the logger's `withCallContext`. */
  contextValues?: ContextValues;
}
