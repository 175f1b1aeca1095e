import { ConnectError } from "@connectrpc/connect";
import { grpcStatus } from "./grpc-status.ts";

/**
 * How something ended that did not succeed.
 *
 * - `cancelled`: its caller gave it up; an outcome, not a failure
 * - `deadline`: its time was over
 * - `failure`: everything else
 */
export type FailureClass = "cancelled" | "deadline" | "failure";

/**
 * Tells a cancellation, a deadline and a failure apart.
 *
 * An aborted signal decides by its reason, whatever was thrown: Connect puts its own error there when a call failed or ran
 * out of time. While the signal is not aborted, nobody on this side cancelled, whatever the thrown error calls itself.
 *
 * @param signal the signal of the work; absent where it has none, so that only the name of the thrown error can tell
 */
export function classifyFailure(thrown: unknown, signal?: AbortSignal | null): FailureClass {
  const reason: unknown = signal?.aborted ? signal.reason : thrown;
  if (isDeadline(reason)) return "deadline";
  if (signal) return signal.aborted && !isFailedCall(reason) ? "cancelled" : "failure";
  return reason instanceof Error && reason.name === "AbortError" ? "cancelled" : "failure";
}

function isDeadline(reason: unknown): boolean {
  if (reason instanceof ConnectError) return hasCode(reason, grpcStatus.deadlineExceeded);
  return reason instanceof Error && reason.name === "TimeoutError";
}

function isFailedCall(reason: unknown): boolean {
  return reason instanceof ConnectError && !hasCode(reason, grpcStatus.cancelled);
}

const hasCode = ({ code }: ConnectError, wanted: number) => (code as number) === wanted;
