/** Sound between the microphone, which does not wait, and the call, which takes it when the network does. */
export interface SoundQueue {
  /** To be read once. */
  readonly pieces: AsyncIterable<Uint8Array>;
  /** Taken by the call. */
  readonly takenBytes: number;
  readonly takenPieces: number;
  /** Recorded and not yet taken. */
  readonly waitingBytes: number;
  push(bytes: Uint8Array): void;
  /** No more will come; what waits can still be taken. */
  end(): void;
}

/** Makes an empty queue. */
export function createSoundQueue(): SoundQueue {
  const waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let takenBytes = 0;
  let takenPieces = 0;
  let isEnded = false;
  let wake: () => void = () => undefined;

  async function* take(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const piece = waiting.shift();
      if (piece) {
        waitingBytes -= piece.length;
        takenBytes += piece.length;
        takenPieces++;
        yield piece;
      } else if (isEnded) return;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }

  return {
    pieces: { [Symbol.asyncIterator]: take },
    get takenBytes() {
      return takenBytes;
    },
    get takenPieces() {
      return takenPieces;
    },
    get waitingBytes() {
      return waitingBytes;
    },
    push(bytes) {
      waiting.push(bytes);
      waitingBytes += bytes.length;
      wake();
    },
    end() {
      isEnded = true;
      wake();
    },
  };
}
