import type { CallOptions } from "@connectrpc/connect";
import { anySignal } from "../../basics/abort.ts";
import { AudioKitError } from "../contract/audiokit-error.ts";
import type { AudioKitCallOptions } from "../contract/call-options.ts";
import { readResponseMetadata, type ResponseMetadata } from "../contract/response-metadata.ts";

/** Deadline of a call that the platform answers from memory, in milliseconds. */
export const unaryTimeoutMs = 60_000;
/** Deadline of synthesis and recognition, in milliseconds. */
export const speechTimeoutMs = 600_000;

/** The response of a call, and its metadata. */
export interface CallResult<Response> {
  response: Response;
  reply: ResponseMetadata;
}

/** One call under way: the options for Connect, the metadata of the response, and the end. */
export interface CallInProgress {
  options: CallOptions;
  /** As far as it was received. */
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
      signal: anySignal(options.signal, ended.signal),
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
export async function runCall<Response>(
  options: AudioKitCallOptions,
  defaultTimeoutMs: number,
  call: (options: CallOptions) => Promise<Response>,
): Promise<CallResult<Response>> {
  const open = openCall(options, defaultTimeoutMs);
  try {
    const response = await call(open.options);
    return { response, reply: open.reply() };
  } catch (thrown) {
    throw open.failure(thrown);
  } finally {
    open.end();
  }
}
