/**
 * Finds the lines of a file among those of a log: as many as possible in their order (a longest increasing subsequence).
 *
 * @param lines checks of the lines of the file
 * @param log checks of the lines of the log
 * @returns of each line its index in the log, or -1
 */
export function matchLines(lines: ArrayLike<number>, log: ArrayLike<number>): Int32Array {
  return increasing(places(lines, log));
}

/** Of several equal checks the one behind the line before, else the first. */
function places(lines: ArrayLike<number>, log: ArrayLike<number>): Int32Array {
  const byCheck = new Map<number, number>();
  for (let at = log.length - 1; at >= 0; at--) byCheck.set(log[at]!, at);
  let place = -1;
  return Int32Array.from(lines, (check) => {
    place = log[place + 1] === check ? place + 1 : (byCheck.get(check) ?? -1);
    return place;
  });
}

/** Of places those that are a longest increasing subsequence; -1 for the others. */
function increasing(places: Int32Array): Int32Array {
  /** Of subsequences of each length the one with the smallest end: index of its last element. */
  const ends: number[] = [];
  const before = new Int32Array(places.length).fill(-1);
  for (let at = 0; at < places.length; at++) {
    const place = places[at]!;
    if (place === -1) continue;
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (places[ends[middle]!]! < place) low = middle + 1;
      else high = middle;
    }
    if (low > 0) before[at] = ends[low - 1]!;
    ends[low] = at;
  }
  const kept = new Int32Array(places.length).fill(-1);
  for (let at = ends.at(-1) ?? -1; at !== -1; at = before[at]!) kept[at] = places[at]!;
  return kept;
}
