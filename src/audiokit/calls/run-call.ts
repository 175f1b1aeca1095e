import type { CallOptions } from "@connectrpc/connect";
import { AudioKitError } from "../audiokit-error.ts";
import type { AudioKitCallOptions } from "../call-options.ts";
import { readResponseMetadata, type ResponseMetadata } from "../response-metadata.ts";

/** Deadline of a question that the platform answers from memory. */
export const unaryTimeoutMs = 60_000;
/** Deadline of synthesis and recognition. */
export const speechTimeoutMs = 600_000;

/** What a call gave, and what came with it. */
export interface CallResult<Answer> {
  answer: Answer;
  reply: ResponseMetadata;
}

/** One call on its way: what Connect is told, what came beside the answer, and how it ends. */
export interface CallInProgress {
  options: CallOptions;
  /** As far as it came. */
  reply(): ResponseMetadata;
  /** What was thrown, as the one error that leaves this room. */
  failure(thrown: unknown): AudioKitError;
  /** Must be called however the call ends: Connect does not cancel a stream that its reader leaves. */
  end(): void;
}

/** Opens a call with a deadline and the caller's signal. */
export function openCall(options: AudioKitCallOptions, defaultTimeoutMs: number): CallInProgress {
  const ended = new AbortController();
  let reply: ResponseMetadata = { ignored: [] };
  return {
    options: {
      signal: options.signal ? AbortSignal.any([options.signal, ended.signal]) : ended.signal,
      timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
      onHeader: (headers) => (reply = readResponseMetadata(headers)),
      ...(options.contextValues && { contextValues: options.contextValues }),
    },
    reply: () => reply,
    failure: (thrown) => AudioKitError.from(thrown, options.signal),
    end: () => ended.abort(),
  };
}

/** Runs one call to its end; every failure is an AudioKitError. */
export async function runCall<Answer>(
  options: AudioKitCallOptions,
  defaultTimeoutMs: number,
  call: (options: CallOptions) => Promise<Answer>,
): Promise<CallResult<Answer>> {
  const open = openCall(options, defaultTimeoutMs);
  try {
    const answer = await call(open.options);
    return { answer, reply: open.reply() };
  } catch (thrown) {
    throw open.failure(thrown);
  } finally {
    open.end();
  }
}
