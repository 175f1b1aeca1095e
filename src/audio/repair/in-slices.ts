const sliceLength = 2 ** 19;

/**
 * Does long work in slices, in order, and gives the page a turn after each: one takes some hundredths of a second.
 *
 * @param work gets the bounds of each slice, the second one excluded
 * @throws the signal's reason when it aborts
 */
export async function inSlices(
  length: number,
  work: (from: number, to: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  for (let from = 0; from < length; from += sliceLength) {
    signal?.throwIfAborted();
    work(from, Math.min(length, from + sliceLength));
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  signal?.throwIfAborted();
}
