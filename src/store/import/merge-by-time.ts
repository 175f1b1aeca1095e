/** Rows with their moments; NaN counts as "right after the one before". */
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
 * Merges streams by time. The order within a stream stays; of equal moments the earlier stream goes first.
 *
 * @param sources rows in lists of any length, empty ones too
 */
export async function* mergeByTime<Rows extends TimedRows>(
  sources: AsyncIterable<Rows>[],
): AsyncGenerator<RowSlice<Rows>> {
  const heads = await Promise.all(sources.map((source) => refill({ rest: source[Symbol.asyncIterator](), at: 0 })));
  for (;;) {
    const open = heads.filter((head): head is OpenHead<Rows> => head.rows !== undefined);
    if (open.length === 0) return;
    // As long as every open stream has something in memory, the earliest of the heads is the next one.
    while (open.every(({ at, rows }) => at < rows.length)) yield takeEarliest(open);
    await Promise.all(open.map(refill));
  }
}

interface Head<Rows> {
  rest: AsyncIterator<Rows>;
  /** Absent at the end of the stream. */
  rows?: Rows | undefined;
  at: number;
}

type OpenHead<Rows> = Head<Rows> & { rows: Rows };

/** Takes from the earliest head all that is earlier than every other head. */
function takeEarliest<Rows extends TimedRows>(open: OpenHead<Rows>[]): RowSlice<Rows> {
  let first = 0;
  for (let index = 1; index < open.length; index++) if (timeAt(open[index]!) < timeAt(open[first]!)) first = index;
  const taken = open[first]!;
  // Of equal moments those of earlier streams go first, so this one must stay below them.
  const below = Math.min(...open.slice(0, first).map(timeAt));
  const upTo = Math.min(...open.slice(first + 1).map(timeAt));
  const from = taken.at++;
  while (taken.at < taken.rows.length && timeAt(taken) < below && timeAt(taken) <= upTo) taken.at++;
  return { rows: taken.rows, from, to: taken.at };
}

function timeAt({ rows, at }: OpenHead<TimedRows>): number {
  const time = rows.timeMs[at]!;
  return time === time ? time : -Infinity;
}

/** Fetches the next rows that are not empty once the present ones are used up. */
async function refill<Rows extends TimedRows>(head: Head<Rows>): Promise<Head<Rows>> {
  while (head.rows === undefined || head.at >= head.rows.length) {
    const { value, done } = await head.rest.next();
    head.at = 0;
    head.rows = done === true ? undefined : value;
    if (done === true) break;
  }
  return head;
}
