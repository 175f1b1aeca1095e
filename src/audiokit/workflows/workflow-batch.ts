import { AudioKitError } from "../audiokit-error.ts";
import { createBatch, type Batch, type BatchOptions } from "./batch.ts";
import type { AudioKitCallOptions } from "../call-options.ts";
import type { WorkflowLog, WorkflowEvent } from "./run-workflow.ts";

/** What a batch of workflows is made of. */
export interface WorkflowBatchDeps<Input, Output> extends BatchOptions {
  /** `batch_text_to_speech`, `batch_speech_to_text`, `batch_round_trip`. */
  name: string;
  /** What was asked, for the log: figures and names, no texts. */
  facts: Record<string, unknown>;
  inputs: readonly Input[];
  /** What the log should know of the calls of one piece, beside the workflow's id and the piece's number. */
  factsOf?: (input: Input) => Record<string, unknown>;
  /** Does one piece; the calls that it makes take `call` along. */
  work: (input: Input, call: AudioKitCallOptions, workflowId: string) => Promise<Output>;
  log?: WorkflowLog | undefined;
  /** A clock that never jumps, in milliseconds. */
  nowMs?: () => number;
  newId?: () => string;
}

/** A batch under one id in the log: of its own lines, and of every call that its pieces make. */
export interface WorkflowBatch<Input, Output> extends Batch<Input, Output> {
  readonly workflowId: string;
  /** The last call of the piece at this index, as the log names it; undefined before its first. */
  requestIdOf(index: number): string | undefined;
}

/** Prepares a batch; nothing begins before `run`. A retry is a further stretch of the same workflow. */
export function createWorkflowBatch<Input, Output>(
  parts: WorkflowBatchDeps<Input, Output>,
): WorkflowBatch<Input, Output> {
  const { name, inputs, work, log, nowMs = () => performance.now(), newId = () => crypto.randomUUID() } = parts;
  const workflowId = newId();
  const requestIds = new Map<number, string>();
  const pieces = createBatch<Input, Output>(
    inputs,
    (input, signal, index) => {
      const facts = { workflow_item: index + 1, ...parts.factsOf?.(input) };
      const contextValues = log?.contextValues(workflowId, facts, (id) => requestIds.set(index, id));
      return work(input, { signal, ...(contextValues && { contextValues }) }, workflowId);
    },
    parts,
  );
  let stretch: Promise<void> | undefined;
  let isCancelled = false;

  const note = (stage: WorkflowEvent["stage"], more: Partial<WorkflowEvent> = {}) =>
    log?.note({ workflowId, name, stage, facts: {}, ...more });

  /** One stretch of work from its start to its end; who asks in the middle of it waits for the same end. */
  function follow(begin: () => Promise<void>, facts: Record<string, unknown>): Promise<void> {
    if (stretch) {
      void begin();
      return stretch;
    }
    const startedMs = nowMs();
    isCancelled = false;
    note("start", { facts: { ...parts.facts, items: inputs.length, ...facts } });
    stretch = begin().then(() => {
      stretch = undefined;
      noteEnd(nowMs() - startedMs);
    });
    return stretch;
  }

  function noteEnd(durationMs: number): void {
    const { done, failed, cancelled, total } = pieces.progress();
    const facts = { items: total, done, failed, cancelled };
    const failure = pieces.items.find(({ status }) => status === "failed")?.error;
    if (isCancelled) note("cancelled", { facts, durationMs });
    else if (failure === undefined) note("success", { facts, durationMs });
    else note("failed", { facts, durationMs, error: AudioKitError.from(failure) });
  }

  return {
    items: pieces.items,
    progress: pieces.progress,
    get isPaused() {
      return pieces.isPaused;
    },
    workflowId,
    requestIdOf: (index) => requestIds.get(index),
    run: () => follow(pieces.run, {}),
    retryFailed: () => follow(pieces.retryFailed, { retried: true }),
    pause() {
      pieces.pause();
      note("paused");
    },
    resume() {
      note("resumed");
      pieces.resume();
    },
    cancel() {
      isCancelled = true;
      pieces.cancel();
    },
  };
}
