import { createContextKey, createContextValues, type ContextValues } from "@connectrpc/connect";
import type { Initiator } from "./log-event.ts";

/** What the caller knows about a call and its messages do not say. */
export interface CallContext {
  /** Who caused the call. Default `user`. */
  initiator?: Initiator;
  /**
   * Joins `request_data` on every line of the call, e.g. `audio_file`, `file_size_bytes`, `file_format`. Read anew for each
   * line, so that a getter can say what is known only at the end; `undefined` is left out.
   */
  requestData?: Record<string, unknown>;
  /** Gets the request id before the call is sent, so that a page can point to its lines in the log. */
  onRequestId?: (requestId: string) => void;
}

/** Where the logger looks for the context of a call. */
export const callContextKey = createContextKey<CallContext>({}, { description: "call context for the log" });

/** Context values for one call. */
export function withCallContext(context: CallContext): ContextValues {
  return createContextValues().set(callContextKey, context);
}

/** Context values for a call that the console makes by itself: model lists, polling, probes and health checks. */
export function consoleCallContext(): ContextValues {
  return withCallContext({ initiator: "console" });
}
