/** Rows with their times, in milliseconds since the epoch; NaN means directly after the row before. */
export interface TimedRows {
  readonly length: number;
  readonly timeMs: ArrayLike<number>;
}

/** Consecutive rows, from (inclusive), to (exclusive). */
export interface RowSlice<Rows> {
  rows: Rows;
  from: number;
  to: number;
}

/**
 * Merges streams by time. The order within a stream does not change; of equal times the earlier stream goes first.
 *
 * @param sources streams of lists of any length, empty ones included
 */
export async function* mergeByTime<Rows extends TimedRows>(
  sources: AsyncIterable<Rows>[],
): AsyncGenerator<RowSlice<Rows>> {
  const cursors = await Promise.all(sources.map((source) => refill({ rest: source[Symbol.asyncIterator](), at: 0 })));
  for (;;) {
    const open = cursors.filter((cursor): cursor is OpenCursor<Rows> => cursor.rows !== undefined);
    if (open.length === 0) return;
    // While every open stream has rows in memory, the row of the earliest cursor is the next one.
    while (open.every(({ at, rows }) => at < rows.length)) yield takeEarliest(open);
    await Promise.all(open.map(refill));
  }
}

interface Cursor<Rows> {
  rest: AsyncIterator<Rows>;
  /** Absent at the end of the stream. */
  rows?: Rows | undefined;
  at: number;
}

type OpenCursor<Rows> = Cursor<Rows> & { rows: Rows };

/** Takes from the earliest cursor all rows that are earlier than every other cursor. */
function takeEarliest<Rows extends TimedRows>(open: OpenCursor<Rows>[]): RowSlice<Rows> {
  let first = 0;
  for (let index = 1; index < open.length; index++) if (timeAt(open[index]!) < timeAt(open[first]!)) first = index;
  const taken = open[first]!;
  // Of equal times earlier streams go first, so this one must stay below them.
  const below = Math.min(...open.slice(0, first).map(timeAt));
  const upTo = Math.min(...open.slice(first + 1).map(timeAt));
  const from = taken.at++;
  while (taken.at < taken.rows.length && timeAt(taken) < below && timeAt(taken) <= upTo) taken.at++;
  return { rows: taken.rows, from, to: taken.at };
}

function timeAt({ rows, at }: OpenCursor<TimedRows>): number {
  const time = rows.timeMs[at]!;
  return time === time ? time : -Infinity;
}

/** Loads the next list of rows that is not empty, once the current one is used up. */
async function refill<Rows extends TimedRows>(cursor: Cursor<Rows>): Promise<Cursor<Rows>> {
  while (cursor.rows === undefined || cursor.at >= cursor.rows.length) {
    const { value, done } = await cursor.rest.next();
    cursor.at = 0;
    cursor.rows = done === true ? undefined : value;
    if (done === true) break;
  }
  return cursor;
}
