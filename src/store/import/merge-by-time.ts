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

/** Compares two rows of equal times: negative when the first one goes first, 0 when they are as good. */
export type TieBreak<Rows> = (rows: Rows, row: number, others: Rows, other: number) => number;

/**
 * Merges streams by time. The order within a stream does not change; of equal times the tie-break decides, and else the
 * earlier stream goes first.
 *
 * @param sources streams of lists of any length, empty ones included
 */
export async function* mergeByTime<Rows extends TimedRows>(
  sources: AsyncIterable<Rows>[],
  breakTie: TieBreak<Rows> = () => 0,
): AsyncGenerator<RowSlice<Rows>> {
  const cursors = await Promise.all(sources.map((source) => refill({ rest: source[Symbol.asyncIterator](), at: 0 })));
  for (;;) {
    const open = cursors.filter((cursor): cursor is OpenCursor<Rows> => cursor.rows !== undefined);
    if (open.length === 0) return;
    // While every open stream has rows in memory, the row of the earliest cursor is the next one.
    while (open.every(({ at, rows }) => at < rows.length)) yield takeEarliest(open, breakTie);
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

/** Takes from the earliest cursor all rows that go before those of every other cursor. */
function takeEarliest<Rows extends TimedRows>(open: OpenCursor<Rows>[], breakTie: TieBreak<Rows>): RowSlice<Rows> {
  let first = 0;
  for (let index = 1; index < open.length; index++) if (!goesBefore(open, first, index, breakTie)) first = index;
  const taken = open[first]!;
  const others = [...open.keys()].filter((index) => index !== first);
  const upTo = Math.min(...others.map((index) => timeAt(open[index]!)));
  const from = taken.at++;
  while (taken.at < taken.rows.length) {
    const time = timeAt(taken);
    // Only of equal times there is more to compare.
    if (time > upTo || (time === upTo && !others.every((index) => goesBefore(open, first, index, breakTie)))) break;
    taken.at++;
  }
  return { rows: taken.rows, from, to: taken.at };
}

/** Whether the row of one cursor goes before that of another. */
function goesBefore<Rows extends TimedRows>(
  open: OpenCursor<Rows>[],
  one: number,
  other: number,
  breakTie: TieBreak<Rows>,
): boolean {
  const [a, b] = [open[one]!, open[other]!];
  const [time, otherTime] = [timeAt(a), timeAt(b)];
  if (time !== otherTime) return time < otherTime;
  const order = breakTie(a.rows, a.at, b.rows, b.at);
  return order < 0 || (order === 0 && one < other);
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
