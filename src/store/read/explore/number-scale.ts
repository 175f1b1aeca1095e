/** Equal bins between the least and the most of some numbers. */
export interface NumberScale {
  isLogarithmic: boolean;
  /** Ends of the bins: bin `i` holds numbers from `edges[i]` to below `edges[i + 1]`; the last one holds its end too. */
  edges: number[];
}

/** Bins of a scale. */
export const scaleBins = 24;
/** How many times the least the most must be, so that bins of equal factor show more. */
const wideFactor = 100;

/** Makes bins of equal width, or of equal factor where all numbers are positive and far apart. */
export function createScale(least: number, most: number): NumberScale {
  const isLogarithmic = least > 0 && most / least >= wideFactor;
  const edges = Array.from({ length: scaleBins + 1 }, (_, at) => {
    const share = at / scaleBins;
    return isLogarithmic ? least * (most / least) ** share : least + (most - least) * share;
  });
  edges[0] = least;
  edges[scaleBins] = most;
  return { isLogarithmic, edges };
}

/** Whether two scales have the same bins; undefined stands for no bins. */
export function isSameScale(one: NumberScale | undefined, other: NumberScale | undefined): boolean {
  return one?.edges[0] === other?.edges[0] && one?.edges[scaleBins] === other?.edges[scaleBins];
}

/** The bin of a number between the ends of the scale. */
export function binOf({ isLogarithmic, edges }: NumberScale, value: number): number {
  const [least, most] = [edges[0]!, edges[scaleBins]!];
  const share = isLogarithmic ? Math.log(value / least) / Math.log(most / least) : (value - least) / (most - least);
  let bin = Math.min(scaleBins - 1, Math.max(0, Math.floor(share * scaleBins) || 0));
  // Rounding: the edges decide.
  while (bin > 0 && value < edges[bin]!) bin--;
  while (bin < scaleBins - 1 && value >= edges[bin + 1]!) bin++;
  return bin;
}
