/**
 * Percentiles by nearest rank: the smallest value that at least `percent` of a hundred values do not exceed.
 *
 * Every answer is one of the values, so it equals `sort | .[(length * percent / 100 | ceil) - 1]` in jq to the last digit.
 *
 * @param values reordered in place; without NaN
 * @param percents ascending, above 0 and at most 100
 * @returns NaN for each when there are no values
 */
export function percentiles(values: Float64Array, percents: number[]): number[] {
  let from = 0;
  return percents.map((percent) => {
    if (values.length === 0) return NaN;
    const rank = Math.ceil((values.length * percent) / 100) - 1;
    select(values, from, values.length - 1, rank);
    // Everything before this rank is smaller now, so the next, larger rank lies behind it.
    from = rank;
    return values[rank]!;
  });
}

/** Quickselect: puts the value of the rank at its place, smaller ones before it. Linear, where sorting is not. */
function select(values: Float64Array, from: number, to: number, rank: number): void {
  let low = from;
  let high = to;
  while (low < high) {
    const pivot = medianOfThree(values[low]!, values[(low + high) >> 1]!, values[high]!);
    let left = low;
    let right = high;
    while (left <= right) {
      while (values[left]! < pivot) left++;
      while (values[right]! > pivot) right--;
      if (left > right) break;
      const swapped = values[left]!;
      values[left++] = values[right]!;
      values[right--] = swapped;
    }
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    else return;
  }
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
