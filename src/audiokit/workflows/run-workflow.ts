import type { ContextValues } from "@connectrpc/connect";
import { AudioKitError } from "../contract/audiokit-error.ts";
import type { AudioKitCallOptions } from "../contract/call-options.ts";

/** What a workflow reports to its log. */
export interface WorkflowEvent {
  workflowId: string;
  /** `text_to_speech`, `speech_to_text`, `round_trip`; `batch_...` for many of them. */
  name: string;
  /** Only a batch is paused and resumed. */
  stage: "start" | "paused" | "resumed" | "success" | "failed" | "cancelled";
  /** Since the start, in milliseconds; absent at the start. */
  durationMs?: number;
  /** The request or the result: figures and names, no texts. */
  facts: Record<string, unknown>;
  error?: AudioKitError;
}

/** Receives what workflows report; the logger's implementation is `workflowLog`. */
export interface WorkflowLog {
  note(note: WorkflowEvent): void;
  /**
   * What makes a call of a workflow carry its id.
   *
   * @param facts further fields for the log of the call
   * @param onRequestId receives the call's id in the log before it is sent
   */
  contextValues(
    workflowId: string,
    facts?: Record<string, unknown>,
    onRequestId?: (requestId: string) => void,
  ): ContextValues;
}

/** What one run needs from outside. */
export interface WorkflowRun {
  name: string;
  facts: Record<string, unknown>;
  /** Fields for the log of each call beside the id. */
  callDetails?: Record<string, unknown>;
  options: Omit<AudioKitCallOptions, "contextValues">;
  log: WorkflowLog | undefined;
  nowMs: () => number;
  newId: () => string;
}

/**
 * Runs the steps of a workflow under one id, which every line of it in the log carries.
 *
 * @param work the steps; gives the result and what of it is logged
 * @throws AudioKitError
 */
export async function runWorkflow<Result>(
  { name, facts, callDetails, options, log, nowMs, newId }: WorkflowRun,
  work: (call: AudioKitCallOptions, workflowId: string) => Promise<{ result: Result; facts: Record<string, unknown> }>,
): Promise<Result & { workflowId: string }> {
  const workflowId = newId();
  const startedMs = nowMs();
  const note = (stage: WorkflowEvent["stage"], more: Omit<WorkflowEvent, "workflowId" | "name" | "stage">) => {
    log?.note({ workflowId, name, stage, ...more });
  };
  note("start", { facts });
  try {
    const contextValues = log?.contextValues(workflowId, callDetails);
    const done = await work({ ...options, ...(contextValues && { contextValues }) }, workflowId);
    note("success", { facts: done.facts, durationMs: nowMs() - startedMs });
    return { ...done.result, workflowId };
  } catch (thrown) {
    const error = AudioKitError.from(thrown, options.signal);
    const stage = error.kind === "cancelled" ? "cancelled" : "failed";
    note(stage, { facts: {}, durationMs: nowMs() - startedMs, error });
    throw error;
  }
}
