/** Something with a moment; NaN counts as "right after the one before". */
export interface Timed {
  timeMs: number;
}

/**
 * Merges streams by time. The order within a stream stays; of equal moments the earlier stream goes first.
 *
 * @param sources lists of any length, empty ones too
 */
export async function* mergeByTime<Item extends Timed>(sources: AsyncIterable<Item[]>[]): AsyncGenerator<Item[]> {
  if (sources.length === 1) {
    yield* sources[0]!;
    return;
  }
  const heads = await Promise.all(
    sources.map(async (source) => refill({ rest: source[Symbol.asyncIterator](), list: [], at: 0 })),
  );
  for (;;) {
    const open = heads.filter(({ list }) => list.length > 0);
    if (open.length === 0) return;
    const merged: Item[] = [];
    // As long as every open stream has something in memory, the earliest of the heads is the next one.
    while (open.every(({ at, list }) => at < list.length)) {
      let first = open[0]!;
      for (const head of open) if (head.list[head.at]!.timeMs < first.list[first.at]!.timeMs) first = head;
      merged.push(first.list[first.at++]!);
    }
    yield merged;
    await Promise.all(open.map(refill));
  }
}

interface Head<Item> {
  rest: AsyncIterator<Item[]>;
  list: Item[];
  at: number;
}

/** Fetches the next list that is not empty once the present one is used up; an empty list means the end. */
async function refill<Item>(head: Head<Item>): Promise<Head<Item>> {
  while (head.at >= head.list.length) {
    const { value, done } = await head.rest.next();
    head.at = 0;
    head.list = done === true ? [] : value;
    if (done === true) break;
  }
  return head;
}
