import { onAbort } from "../../basics/abort.ts";
import { joinBytes } from "../../basics/bytes.ts";

/** Longest chunk of a live recording, in seconds; the platform advises 250 to 500 ms and was seen to take 2 seconds. */
const maxChunkSeconds = 1;

/** How the bytes of a recording are cut. */
export interface ChunkFormat {
  /** Bytes of one sample of every channel. */
  frameBytes: number;
  sampleRateHz: number;
}

/**
 * The same bytes in chunks that never cut a sample and last a second at most. Nothing waits here: the reader pulls.
 *
 * Bytes of an unfinished sample at the very end are left out; empty chunks are skipped.
 *
 * @param stop ends the chunks: what the source still holds is not requested
 */
export async function* audioChunks(
  source: AsyncIterable<Uint8Array>,
  format: ChunkFormat,
  stop: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const longestBytes = Math.max(1, Math.floor(format.sampleRateHz * maxChunkSeconds)) * format.frameBytes;
  let rest = new Uint8Array();
  for await (const bytes of until(source, stop)) {
    const joined = rest.length === 0 ? bytes : joinBytes([rest, bytes]);
    const wholeBytes = joined.length - (joined.length % format.frameBytes);
    for (let start = 0; start < wholeBytes; start += longestBytes) {
      yield joined.subarray(start, Math.min(start + longestBytes, wholeBytes));
    }
    rest = joined.slice(wholeBytes);
  }
}

/** The items of a source until the signal is aborted, even while the source is being waited for. */
async function* until<T>(source: AsyncIterable<T>, stop: AbortSignal): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    while (!stop.aborted) {
      const step = await orEnd(iterator.next(), stop);
      if (step.done === true) return;
      yield step.value;
    }
  } finally {
    // Not awaited: a source that waits for its next audio would hold the end back.
    iterator.return?.().catch(() => undefined);
  }
}

/** A listener for each step, and none left behind: a recording may have many thousands of them. */
function orEnd<T>(next: Promise<IteratorResult<T>>, stop: AbortSignal): Promise<IteratorResult<T>> {
  return new Promise((resolve, reject) => {
    const stopListening = onAbort(stop, () => {
      resolve({ done: true, value: undefined });
    });
    next.then(resolve, reject).finally(stopListening);
  });
}
