/** Audio between a source that does not wait and a reader that may be slow. */
export interface AudioQueue {
  /** Waiting chunks, oldest first; to be read once. Leaving the loop ends the queue. */
  readonly chunks: AsyncIterable<Uint8Array<ArrayBuffer>>;
  /** Bytes and chunks that the reader took. */
  readonly takenBytes: number;
  readonly takenChunks: number;
  /** Pushed and not yet taken, at most the limit. */
  readonly waitingBytes: number;
  /** Pushed and thrown away, because the queue was full. */
  readonly droppedBytes: number;
  /** Takes a chunk in, or drops it. After the end nothing is taken or counted. */
  push(bytes: Uint8Array<ArrayBuffer>): void;
  /** No more will come. The reader still gets what waits, and then the error if there is one. */
  end(error?: Error): void;
}

/** What a queue holds, and what happens when its reader leaves. */
export interface AudioQueueOptions {
  /** Most that waits, in bytes. */
  maxBytes: number;
  /** Called when the reader leaves before the end. */
  onleave?: () => unknown;
}

/**
 * Makes an empty queue.
 *
 * When it is full, new chunks are dropped until half of it was taken: what was said first arrives in order, and one long gap
 * can be understood where many short ones cannot.
 */
export function createAudioQueue({ maxBytes, onleave }: AudioQueueOptions): AudioQueue {
  const waiting: Uint8Array<ArrayBuffer>[] = [];
  let [waitingBytes, takenBytes, takenChunks, droppedBytes] = [0, 0, 0, 0];
  let isDropping = false;
  let end: { error?: Error | undefined } | undefined;
  let wake: () => void = () => undefined;

  async function* take(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    try {
      for (;;) {
        const chunk = waiting.shift();
        if (chunk) {
          waitingBytes -= chunk.length;
          takenBytes += chunk.length;
          takenChunks++;
          yield chunk;
        } else if (end?.error) throw end.error;
        else if (end) return;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      const hasLeft = end === undefined;
      finish();
      if (hasLeft) await onleave?.();
    }
  }

  function finish(error?: Error): void {
    end ??= { error };
    wake();
  }

  return {
    chunks: { [Symbol.asyncIterator]: take },
    get takenBytes() {
      return takenBytes;
    },
    get takenChunks() {
      return takenChunks;
    },
    get waitingBytes() {
      return waitingBytes;
    },
    get droppedBytes() {
      return droppedBytes;
    },
    push(bytes) {
      if (end) return;
      if (waitingBytes + bytes.length > maxBytes) isDropping = true;
      else if (waitingBytes <= maxBytes / 2) isDropping = false;
      if (isDropping) {
        droppedBytes += bytes.length;
        return;
      }
      waiting.push(bytes);
      waitingBytes += bytes.length;
      wake();
    },
    end: finish,
  };
}
