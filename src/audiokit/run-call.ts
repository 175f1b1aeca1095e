import type { CallOptions } from "@connectrpc/connect";
import { AudioKitError } from "./audiokit-error.ts";
import type { AudioKitCallOptions } from "./call-options.ts";
import { readReply, type Reply } from "./reply.ts";

/** Deadline of a question that the platform answers from memory. */
export const questionTimeoutMs = 60_000;
/** Deadline of synthesis and recognition. */
export const speechTimeoutMs = 600_000;

/** What a call gave, and what came with it. */
export interface Answered<Answer> {
  answer: Answer;
  reply: Reply;
}

/**
 * Runs one call with a deadline and the caller's signal, and turns every failure into an AudioKitError.
 *
 * However it ends, its own signal is aborted: Connect does not cancel a stream that its reader leaves.
 */
export async function runCall<Answer>(
  options: AudioKitCallOptions,
  defaultTimeoutMs: number,
  call: (options: CallOptions) => Promise<Answer>,
): Promise<Answered<Answer>> {
  const ended = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, ended.signal]) : ended.signal;
  let reply: Reply = { ignored: [] };
  try {
    const answer = await call({
      signal,
      timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
      onHeader: (headers) => (reply = readReply(headers)),
      ...(options.contextValues && { contextValues: options.contextValues }),
    });
    return { answer, reply };
  } catch (thrown) {
    throw AudioKitError.from(thrown, options.signal);
  } finally {
    ended.abort();
  }
}
