/** Median; of an even number of values the lower of the two in the middle. */
export function median(values: number[]): number {
  return quantile(values, 0.5);
}

/** Percentile, with the share from 0 to 1; of two candidates the lower one. */
export function quantile(values: number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)]!;
}

/**
 * Prints one measure as a JSON line.
 *
 * @param ratio ours : peer; with `faster`, how many times faster ours is
 */
export function report(
  bench: string,
  against: string,
  oursMs: number,
  theirsMs: number,
  { faster = false, ...more }: { faster?: boolean } & Record<string, unknown> = {},
): void {
  const ratio = faster ? theirsMs / oursMs : oursMs / theirsMs;
  const line = { bench, ratio: short(ratio), against, ours_ms: short(oursMs), theirs_ms: short(theirsMs) };
  const rest = Object.fromEntries(
    Object.entries(more).map(([name, value]) => [name, typeof value === "number" ? short(value) : value]),
  );
  console.log(JSON.stringify({ ...line, ...rest }));
}

/** Rounds to four significant digits. */
export function short(value: number): number {
  return Number(value.toPrecision(4));
}
