import { createContextKey, createContextValues, type ContextValues } from "@connectrpc/connect";

/** What the caller knows about a call and its messages do not say. */
export interface CallContext {
  /**
   * Joins `request_data` on every line of the call, e.g. `audio_file`, `file_size_bytes`, `file_format`. Read anew for each
   * line, so that a getter can say what is known only at the end; `undefined` is left out.
   */
  requestData?: Record<string, unknown>;
  /** Told the request id before the call is sent, so that a page can point to its lines in the log. */
  onRequestId?: (requestId: string) => void;
}

/** Where the logger looks for the facts of a call. */
export const callContextKey = createContextKey<CallContext>({}, { description: "facts for the log" });

/** Context values for one call that carry its facts. */
export function withCallContext(facts: CallContext): ContextValues {
  return createContextValues().set(callContextKey, facts);
}
