import { AudioKitError } from "../contract/audiokit-error.ts";
import { createBatch, type Batch, type BatchOptions } from "./batch.ts";
import type { AudioKitCallOptions } from "../contract/call-options.ts";
import type { WorkflowLog, WorkflowEvent } from "./run-workflow.ts";
import { randomUuid } from "../../basics/uuid.ts";

/** What a batch of workflows is made of. */
export interface WorkflowBatchDeps<Input, Output> extends BatchOptions {
  /** `batch_text_to_speech`, `batch_speech_to_text`, `batch_round_trip`. */
  name: string;
  /** The request for the log: figures and names, no texts. */
  facts: Record<string, unknown>;
  inputs: readonly Input[];
  /** Fields for the log of the calls of one item, beside the workflow's id and the item's number. */
  factsOf?: (input: Input) => Record<string, unknown>;
  /** Does one item; the calls that it makes take `call` along. */
  work: (input: Input, call: AudioKitCallOptions, workflowId: string) => Promise<Output>;
  log?: WorkflowLog | undefined;
  /** A clock that never jumps, in milliseconds. */
  nowMs?: () => number;
  newId?: () => string;
}

/** A batch under one id in the log: of its own lines, and of every call that its items make. */
export interface WorkflowBatch<Input, Output> extends Batch<Input, Output> {
  readonly workflowId: string;
  /** The last call of the item at this index, as the log names it; undefined before its first. */
  requestIdOf(index: number): string | undefined;
}

/** Prepares a batch; nothing begins before `run`. A retry is a further run of the same workflow. */
export function createWorkflowBatch<Input, Output>(
  parts: WorkflowBatchDeps<Input, Output>,
): WorkflowBatch<Input, Output> {
  const { name, inputs, work, log, nowMs = () => performance.now(), newId = randomUuid } = parts;
  const workflowId = newId();
  const requestIds = new Map<number, string>();
  const batch = createBatch<Input, Output>(
    inputs,
    (input, signal, index) => {
      const facts = { workflow_item: index + 1, ...parts.factsOf?.(input) };
      const contextValues = log?.contextValues(workflowId, facts, (id) => requestIds.set(index, id));
      return work(input, { signal, ...(contextValues && { contextValues }) }, workflowId);
    },
    parts,
  );
  let underWay: Promise<void> | undefined;
  let isCancelled = false;

  const note = (stage: WorkflowEvent["stage"], more: Partial<WorkflowEvent> = {}) =>
    log?.note({ workflowId, name, stage, facts: {}, ...more });

  /** One run from its start to its end; a call in the middle of it waits for the same end. */
  function follow(begin: () => Promise<void>, facts: Record<string, unknown>): Promise<void> {
    if (underWay) {
      void begin();
      return underWay;
    }
    const startedMs = nowMs();
    isCancelled = false;
    note("start", { facts: { ...parts.facts, items: inputs.length, ...facts } });
    underWay = begin().then(() => {
      underWay = undefined;
      noteEnd(nowMs() - startedMs);
    });
    return underWay;
  }

  function noteEnd(durationMs: number): void {
    const { done, failed, cancelled, total } = batch.progress();
    const facts = { items: total, done, failed, cancelled };
    const failure = batch.items.find(({ status }) => status === "failed")?.error;
    if (isCancelled) note("cancelled", { facts, durationMs });
    else if (failure === undefined) note("success", { facts, durationMs });
    else note("failed", { facts, durationMs, error: AudioKitError.from(failure) });
  }

  return {
    items: batch.items,
    progress: batch.progress,
    get isPaused() {
      return batch.isPaused;
    },
    workflowId,
    requestIdOf: (index) => requestIds.get(index),
    run: () => follow(batch.run, {}),
    retryFailed: () => follow(batch.retryFailed, { retried: true }),
    pause() {
      batch.pause();
      note("paused");
    },
    resume() {
      note("resumed");
      batch.resume();
    },
    cancel() {
      isCancelled = true;
      batch.cancel();
    },
  };
}
