import { AudioKitError } from "../../../audiokit/contract/audiokit-error.ts";

/** How a call ended. */
export type CallOutcome =
  { phase: "done" | "cancelled"; failure?: undefined } | { phase: "failed"; failure: AudioKitError };

/** Does the work of one call and says how it ended; a call that the person gave up did not fail. */
export async function callOutcome(work: () => Promise<void>, signal: AbortSignal): Promise<CallOutcome> {
  try {
    await work();
    return { phase: "done" };
  } catch (thrown) {
    const failure = AudioKitError.from(thrown, signal);
    return failure.kind === "cancelled" ? { phase: "cancelled" } : { phase: "failed", failure };
  }
}
