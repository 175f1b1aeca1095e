/** Equal bins between the least and the most of some numbers. */
export interface NumberScale {
  isLogarithmic: boolean;
  /** Ends of the bins: bin `i` holds numbers from `edges[i]` to below `edges[i + 1]`; the last one holds its end too. */
  edges: number[];
}

/** Bins of the scale of a column. */
export const scaleBins = 24;
/** How many times the least the most must be, so that bins of equal factor show more. */
const wideFactor = 100;

/**
 * Makes bins of equal width, or of equal factor where all numbers are positive and far apart.
 *
 * @param prefersFactor of equal factor wherever all numbers are positive
 */
export function createScale(least: number, most: number, bins = scaleBins, prefersFactor?: boolean): NumberScale {
  const isLogarithmic = least > 0 && (prefersFactor ?? most / least >= wideFactor);
  const edges = Array.from({ length: bins + 1 }, (_, at) => {
    const share = at / bins;
    return isLogarithmic ? least * (most / least) ** share : least + (most - least) * share;
  });
  edges[0] = least;
  edges[bins] = most;
  return { isLogarithmic, edges };
}

/** Whether two scales have the same bins; undefined stands for no bins. */
export function isSameScale(one: NumberScale | undefined, other: NumberScale | undefined): boolean {
  return one?.edges[0] === other?.edges[0] && one?.edges[scaleBins] === other?.edges[scaleBins];
}

/** The bin of a number between the ends of the scale. */
export function binOf({ edges }: Pick<NumberScale, "edges">, value: number): number {
  // Halving takes a third of the time of a logarithm, and no rounding.
  let [low, high] = [0, edges.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (value >= edges[middle]!) low = middle;
    else high = middle;
  }
  return low;
}
