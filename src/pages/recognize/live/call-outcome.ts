import { AudioKitError } from "../../../audiokit/contract/audiokit-error.ts";

/** How a call ended. */
export type CallOutcome =
  | { phase: "done" | "cancelled"; failure?: undefined }
  | { phase: "failed"; failure: AudioKitError };

/** Runs one call and returns how it ended; a call that the person cancelled did not fail. */
export async function callOutcome(work: () => Promise<void>, signal: AbortSignal): Promise<CallOutcome> {
  try {
    await work();
    return { phase: "done" };
  } catch (thrown) {
    const failure = AudioKitError.from(thrown, signal);
    return failure.kind === "cancelled" ? { phase: "cancelled" } : { phase: "failed", failure };
  }
}
