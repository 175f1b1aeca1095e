import { onAbort } from "../../basics/abort.ts";
import type { ProbeStep } from "../../wire/probe-report.ts";

/** Longest time of one step, in milliseconds. */
const stepTimeoutMs = 5_000;

/**
 * Runs one step with its own time limit and turns whatever it throws into fields of the report.
 *
 * @param fields the fields of a step that fails
 */
export async function runStep<F extends object>(
  fields: F,
  signal: AbortSignal,
  step: (signal: AbortSignal) => Promise<F>,
): Promise<ProbeStep & F> {
  const startedAtMs = performance.now();
  const limit = AbortSignal.any([signal, AbortSignal.timeout(stepTimeoutMs)]);
  const durationMs = () => Math.round(performance.now() - startedAtMs);
  try {
    return { ok: true, ...(await step(limit)), durationMs: durationMs() };
  } catch (error) {
    return { ...fields, ok: false, durationMs: durationMs(), ...explain(error, limit) };
  }
}

/** The code and the message of a failure; a timeout has the code `ETIMEDOUT`. */
export function explain(error: unknown, signal?: AbortSignal): { errorCode: string; errorMessage: string } {
  if (signal?.aborted) {
    const isLate = (signal.reason as Error).name === "TimeoutError";
    return isLate
      ? { errorCode: "ETIMEDOUT", errorMessage: `no answer within ${stepTimeoutMs} ms` }
      : { errorCode: "ABORT_ERR", errorMessage: "the probe was cancelled" };
  }
  const { code, message, cause } = error as { code?: unknown; message?: unknown; cause?: unknown };
  if (cause instanceof Error) return explain(cause);
  return { errorCode: typeof code === "string" ? code : "UNKNOWN", errorMessage: String(message ?? error) };
}

/** Waits for an event, or for the signal; either way ends what the event came from. @throws the signal's reason */
export function once<T>(
  signal: AbortSignal,
  end: () => void,
  listen: (done: (value: T) => void, failed: (error: Error) => void) => void,
): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const stopListening = onAbort(signal, reject);
  listen(resolve, reject);
  return promise.finally(() => {
    stopListening();
    end();
  });
}
