/** Numbers in ascending order, without NaN. */
export interface SortedNumbers {
  readonly length: number;
  at(index: number): number | undefined;
}

/**
 * Percentiles by nearest rank over all numbers of some sorted lists: the smallest value that at least `percent` of a
 * hundred values do not exceed.
 *
 * Each result is one of the values, equal to `sort | .[(length * percent / 100 | ceil) - 1]` in jq to the last digit. The lists
 * are neither merged nor copied: a few dozen binary searches in each find the value.
 *
 * @param percents ascending, above 0 and at most 100
 * @returns NaN for each when there are no values
 */
export function percentiles(lists: SortedNumbers[], percents: number[]): number[] {
  const length = lists.reduce((sum, list) => sum + list.length, 0);
  const windows = lists
    .filter((list) => list.length > 0)
    .map((list) => ({ list, low: 0, high: list.length, probe: 0 }));
  return percents.map((percent) => {
    if (length === 0) return NaN;
    // Values below this rank are below the next, larger one, too.
    for (const window of windows) window.high = window.list.length;
    return valueAt(windows, Math.ceil((length * percent) / 100) - 1);
  });
}

/** Range of a list, from `low` to `high` (exclusive), in which the result may lie. */
interface Window {
  list: SortedNumbers;
  low: number;
  high: number;
  probe: number;
}

/** Narrows the windows around the middle value of the widest one, until that value has the rank. */
function valueAt(windows: Window[], rank: number): number {
  for (;;) {
    let widest = windows[0]!;
    for (const window of windows) if (window.high - window.low > widest.high - widest.low) widest = window;
    const pivot = widest.list.at((widest.low + widest.high) >> 1)!;
    if (rank < probe(windows, pivot, false)) for (const window of windows) window.high = window.probe;
    else if (rank >= probe(windows, pivot, true)) for (const window of windows) window.low = window.probe;
    else return pivot;
  }
}

/** Counts the numbers below the pivot, or not above it if inclusive; sets `probe` of each window to their end. */
function probe(windows: Window[], pivot: number, inclusive: boolean): number {
  let count = 0;
  for (const window of windows) {
    let { low, high } = window;
    while (low < high) {
      const middle = (low + high) >> 1;
      const value = window.list.at(middle)!;
      if (value < pivot || (inclusive && value === pivot)) low = middle + 1;
      else high = middle;
    }
    window.probe = low;
    count += low;
  }
  return count;
}
