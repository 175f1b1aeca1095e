/** The state of one item of a batch. */
export interface BatchItem<Input, Output> {
  readonly input: Input;
  status: "waiting" | "running" | "done" | "failed" | "cancelled";
  output?: Output;
  /** Why the last attempt failed. */
  error?: unknown;
  /** Attempts begun. */
  attempts: number;
}

/** Items of the batch by their state. */
export type BatchProgress = Record<BatchItem<unknown, unknown>["status"] | "total", number>;

export interface BatchOptions {
  /** Items worked on at the same time, 1..4; default 2. */
  concurrency?: number;
  /** Called after every change. */
  onChange?: () => void;
}

/** The same work over many inputs. A failing item does not stop the others. */
export interface Batch<Input, Output> {
  readonly items: readonly Readonly<BatchItem<Input, Output>>[];
  readonly isPaused: boolean;
  progress(): BatchProgress;
  /** Begins, or goes on with what waits; resolves when nothing waits or runs any more. */
  run(): Promise<void>;
  /** Starts no further item; those that run end. */
  pause(): void;
  resume(): void;
  /** Works on the failed and cancelled items again; resolves like `run`. */
  retryFailed(): Promise<void>;
  /** Aborts what runs and gives up what waits. */
  cancel(): void;
}

const mostAtOnce = 4;

/**
 * Prepares a batch; nothing begins before `run`.
 *
 * @param work does one item; should end when its signal is aborted
 * @throws RangeError when `concurrency` is not 1, 2, 3 or 4
 */
export function createBatch<Input, Output>(
  inputs: readonly Input[],
  work: (input: Input, signal: AbortSignal, index: number) => Promise<Output>,
  { concurrency = 2, onChange }: BatchOptions = {},
): Batch<Input, Output> {
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > mostAtOnce) {
    throw new RangeError(`concurrency must be 1 to ${String(mostAtOnce)}, got ${String(concurrency)}`);
  }
  const items = inputs.map((input): BatchItem<Input, Output> => ({ input, status: "waiting", attempts: 0 }));
  let stop = new AbortController();
  let isPaused = false;
  let ended = Promise.withResolvers<void>();

  const count = (status: BatchItem<unknown, unknown>["status"]) =>
    items.reduce((sum, item) => sum + Number(item.status === status), 0);

  async function attempt(item: BatchItem<Input, Output>, index: number): Promise<void> {
    const { signal } = stop;
    item.status = "running";
    item.attempts++;
    delete item.error;
    try {
      item.output = await work(item.input, signal, index);
      item.status = "done";
    } catch (error) {
      item.error = error;
      item.status = signal.aborted ? "cancelled" : "failed";
    }
    goOn();
  }

  /** Starts as many items as may run now. */
  function goOn(): void {
    while (!isPaused && count("running") < concurrency) {
      const index = items.findIndex(({ status }) => status === "waiting");
      if (index < 0) break;
      void attempt(items[index]!, index);
    }
    onChange?.();
    if (count("running") + count("waiting") === 0) ended.resolve();
  }

  function run(): Promise<void> {
    if (count("running") === 0) {
      ended = Promise.withResolvers();
      if (stop.signal.aborted) stop = new AbortController();
    }
    goOn();
    return ended.promise;
  }

  return {
    items,
    get isPaused() {
      return isPaused;
    },
    progress: () => ({
      waiting: count("waiting"),
      running: count("running"),
      done: count("done"),
      failed: count("failed"),
      cancelled: count("cancelled"),
      total: items.length,
    }),
    run,
    pause() {
      isPaused = true;
      onChange?.();
    },
    resume() {
      isPaused = false;
      goOn();
    },
    retryFailed() {
      for (const item of items) if (item.status === "failed" || item.status === "cancelled") item.status = "waiting";
      return run();
    },
    cancel() {
      isPaused = false;
      for (const item of items) if (item.status === "waiting") item.status = "cancelled";
      stop.abort();
      goOn();
    },
  };
}
