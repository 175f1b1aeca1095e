import type { BatchItem, BatchProgress } from "../../../audiokit/workflows/batch.ts";
import type { WorkflowBatch } from "../../../audiokit/workflows/workflow-batch.ts";

/** A snapshot of one entry of a batch. */
export interface BatchRow<Input, Output> extends Readonly<BatchItem<Input, Output>> {
  /** From 0; names the row. */
  index: number;
}

const none: BatchProgress = { waiting: 0, running: 0, done: 0, failed: 0, cancelled: 0, total: 0 };

/** A batch for the screen: what changed is read once a frame, however fast its entries end. */
export class BatchView<Input, Output> {
  rows = $state.raw<BatchRow<Input, Output>[]>([]);
  progress = $state.raw<BatchProgress>(none);
  isPaused = $state(false);
  isRunning = $state(false);
  /** The row whose details are shown. */
  selected = $state<number>();
  workflowId = $state<string>();
  readonly isEnded = $derived(!this.isRunning && this.progress.total > 0);
  readonly canRetry = $derived(this.isEnded && this.progress.failed + this.progress.cancelled > 0);
  readonly shown = $derived(this.selected === undefined ? undefined : this.rows[this.selected]);

  readonly #atNextFrame: (work: () => void) => void;
  #batch: WorkflowBatch<Input, Output> | undefined;
  #isAwaited = false;

  constructor(atNextFrame: (work: () => void) => void = (work) => void setTimeout(work, 16)) {
    this.#atNextFrame = atNextFrame;
  }

  /** Begins a new batch, which `make` prepares with `onChange: view.changed`. Resolves at its end. */
  async start(make: () => WorkflowBatch<Input, Output>): Promise<void> {
    if (this.isRunning) return;
    const batch = (this.#batch = make());
    this.selected = undefined;
    this.workflowId = batch.workflowId;
    await this.#follow(() => batch.run());
  }

  /** To be called whenever the batch changed. */
  readonly changed = (): void => {
    if (this.#isAwaited) return;
    this.#isAwaited = true;
    this.#atNextFrame(() => {
      this.#isAwaited = false;
      this.#read();
    });
  };

  readonly pause = (): void => this.#batch?.pause();
  readonly resume = (): void => this.#batch?.resume();
  readonly cancel = (): void => this.#batch?.cancel();

  /** Runs the failed and cancelled entries again. */
  readonly retry = async (): Promise<void> => {
    const batch = this.#batch;
    if (batch && this.canRetry) await this.#follow(() => batch.retryFailed());
  };

  /** The last call of an entry, as the log names it. */
  requestIdOf(index: number): string | undefined {
    return this.#batch?.requestIdOf(index);
  }

  async #follow(work: () => Promise<void>): Promise<void> {
    this.isRunning = true;
    const ended = work();
    this.#read();
    await ended;
    this.isRunning = false;
    this.#read();
  }

  #read(): void {
    const batch = this.#batch;
    if (!batch) return;
    this.isPaused = batch.isPaused;
    this.progress = batch.progress();
    this.rows = batch.items.map((item, index) => ({ ...item, index }));
  }
}
