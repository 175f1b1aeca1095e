/** Calls that one point of the curve is the median of, at least. */
const leastOfPoint = 50;
const mostPoints = 32;
/** No call is slow that took less than this many times what is usual. */
const leastFactor = 2;
/** Three standard deviations of a normal distribution, in distances of its quartiles. */
const quartileDistances = 3 / 1.349;

/**
 * The duration above which a call is slow for what it is. Usual is the median of the calls of its operation with audio of
 * about the same length; slow is at least twice that, and more where the operation varies more. So neither a long recording nor
 * a varying operation is slow by itself.
 *
 * Between the medians it is interpolated, in logarithms. Meant for calls that ended well: how long a failure takes says nothing
 * of its work.
 *
 * @param operations code of the operation of each call
 * @param sizes length of its audio in seconds, or another size; NaN or 0 where it has none
 * @param durationsMs above 0
 * @returns milliseconds, for each call
 */
export function slowLimits(
  operations: ArrayLike<number>,
  sizes: ArrayLike<number>,
  durationsMs: ArrayLike<number>,
): Float64Array {
  const groups = new Map<number, { sized: number[]; others: number[] }>();
  for (let row = 0; row < operations.length; row++) {
    let group = groups.get(operations[row]!);
    if (group === undefined) groups.set(operations[row]!, (group = { sized: [], others: [] }));
    (sizes[row]! > 0 ? group.sized : group.others).push(row);
  }
  const limits = new Float64Array(operations.length);
  for (const { sized, others } of groups.values()) {
    const usual = quantile(
      others.map((row) => durationsMs[row]!),
      0.5,
    );
    for (const row of others) limits[row] = usual;
    const curve = curveOf(sized, sizes, durationsMs);
    for (const row of sized) limits[row] = Math.exp(curve(Math.log(sizes[row]!)));
    for (const rows of [sized, others]) widen(rows, limits, durationsMs);
  }
  return limits;
}

/** From what is usual to the limit. */
function widen(rows: number[], limits: Float64Array, durationsMs: ArrayLike<number>): void {
  const factors = rows.map((row) => durationsMs[row]! / limits[row]!);
  const factor = Math.max(leastFactor, (quantile(factors, 0.75) / quantile(factors, 0.25)) ** quartileDistances);
  for (const row of rows) limits[row]! *= factor;
}

/** The logarithm of a duration by the logarithm of a size. */
function curveOf(rows: number[], sizes: ArrayLike<number>, durationsMs: ArrayLike<number>): (lnSize: number) => number {
  const sorted = Uint32Array.from(rows).sort((a, b) => sizes[a]! - sizes[b]!);
  const count = Math.max(1, Math.min(mostPoints, Math.floor(sorted.length / leastOfPoint)));
  const points = Array.from({ length: count }, (_, point) => {
    const part = sorted.subarray(
      Math.floor((point * sorted.length) / count),
      Math.floor(((point + 1) * sorted.length) / count),
    );
    return {
      lnSize: Math.log(
        quantile(
          Array.from(part, (row) => sizes[row]!),
          0.5,
        ),
      ),
      lnMs: Math.log(
        quantile(
          Array.from(part, (row) => durationsMs[row]!),
          0.5,
        ),
      ),
    };
  }).filter(({ lnSize }, index, all) => index === 0 || lnSize > all[index - 1]!.lnSize);
  return (lnSize) => {
    // Below the first point a call does not get shorter: what it takes beside its audio is most of it.
    if (points.length < 2 || lnSize <= points[0]!.lnSize) return points[0]?.lnMs ?? NaN;
    let after = 1;
    while (after < points.length - 1 && points[after]!.lnSize < lnSize) after++;
    const [from, to] = [points[after - 1]!, points[after]!];
    const slope = (to.lnMs - from.lnMs) / (to.lnSize - from.lnSize);
    // Beyond the ends more work does not take less time.
    return from.lnMs + Math.max(0, slope) * (lnSize - from.lnSize);
  };
}

/** NaN of no values. */
function quantile(values: number[], share: number): number {
  return values.sort((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? NaN;
}
