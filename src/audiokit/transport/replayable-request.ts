/** The request stream of a caller, which can be replayed from the beginning as long as it is short. */
export interface ReplayableRequest<T> {
  /** The messages from the first one on. An earlier reader gets no more. */
  open(): AsyncGenerator<T>;
  /** Whether the beginning is still stored. */
  readonly isWhole: boolean;
  /** Nothing will be replayed any more: what was sent need not be stored. */
  settle(): void;
  /** Closes the caller's stream when nothing reads it any more. */
  close(): void;
}

/**
 * @param most messages that are stored; a longer stream cannot be replayed
 */
export function replayableRequest<T>(source: AsyncIterable<T>, most = 256): ReplayableRequest<T> {
  const iterator = source[Symbol.asyncIterator]();
  const kept: T[] = [];
  /** Messages before the first stored one. */
  let gone = 0;
  let isSettled = false;
  let isDone = false;
  let pulling: Promise<void> | undefined;

  /** One step of the source at a time: a reader who was left behind may still wait for it, and takes nothing from the next. */
  function pull(): Promise<void> {
    pulling ??= iterator
      .next()
      .then((step) => {
        if (step.done === true) isDone = true;
        else kept.push(step.value);
      })
      .finally(() => (pulling = undefined));
    return pulling;
  }

  const close = () => {
    // Not awaited: a source that waits for its next message would hold the end of the call back.
    iterator.return?.().catch(() => undefined);
  };

  return {
    get isWhole() {
      return gone === 0;
    },
    settle() {
      isSettled = true;
    },
    close,
    async *open() {
      try {
        for (let index = 0; ; index++) {
          while (index - gone >= kept.length && !isDone) await pull();
          if (index < gone || index - gone >= kept.length) return;
          const message = kept[index - gone]!;
          if (isSettled || kept.length > most) {
            kept.splice(0, index - gone + 1);
            gone = index + 1;
          }
          yield message;
        }
      } finally {
        if (isSettled) close();
      }
    },
  };
}
