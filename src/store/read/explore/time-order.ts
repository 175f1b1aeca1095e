/** Rows by their times, as far as they were asked for. */
export interface TimeOrder {
  /** All rows, oldest first, those of one time as they are; undefined where they stand so anyway. */
  rows(): Int32Array | undefined;
  /** What is known already: the order of the first rows, so many. */
  readonly known: KnownOrder;
}

interface KnownOrder {
  rows: number;
  order: Int32Array | undefined;
}

/**
 * Orders rows by their times when it is first asked for. A row without a time stays behind the one before it.
 *
 * @param times of the rows, in milliseconds since the epoch; NaN where there is none
 * @param before that of the log before it grew: rows have the same numbers and times
 */
export function createTimeOrder(times: Float64Array, before?: TimeOrder): TimeOrder {
  let known = before?.known ?? { rows: 0, order: undefined };
  return {
    rows() {
      if (known.rows < times.length) known = { rows: times.length, order: extend(known, filled(times)) };
      return known.order;
    },
    get known() {
      return known;
    },
  };
}

/** Adds the rows that follow: most logs are nearly in order, so only those that come late are sorted. */
function extend({ rows, order }: KnownOrder, times: Float64Array): Int32Array | undefined {
  let latest = rows === 0 ? -Infinity : times[order?.[rows - 1] ?? rows - 1]!;
  const late: number[] = [];
  for (let row = rows; row < times.length; row++) {
    if (times[row]! < latest) late.push(row);
    else latest = times[row]!;
  }
  if (order === undefined && late.length === 0) return undefined;
  const merged = new Int32Array(times.length);
  if (order === undefined) for (let row = 0; row < rows; row++) merged[row] = row;
  else merged.set(order);
  let length = rows;
  for (let row = rows, next = 0; row < times.length; row++) {
    if (late[next] === row) next++;
    else merged[length++] = row;
  }
  late.sort((a, b) => times[a]! - times[b]! || a - b);
  // From the end on, where there is room; of one time, what comes late is the later row.
  for (let at = length - 1, left = late.length - 1, to = merged.length - 1; left >= 0; to--) {
    const isLater = at >= 0 && times[merged[at]!]! > times[late[left]!]!;
    merged[to] = isLater ? merged[at--]! : late[left--]!;
  }
  return merged;
}

/** The times, where there is none that of the row before. */
function filled(times: Float64Array): Float64Array {
  if (!times.includes(NaN)) return times;
  const all = times.slice();
  for (let row = 0; row < all.length; row++) if (Number.isNaN(all[row]!)) all[row] = all[row - 1] ?? -Infinity;
  return all;
}
