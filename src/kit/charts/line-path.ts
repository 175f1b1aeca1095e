/**
 * A line through the middles of bins as an SVG path; NaN is a gap in it. A value between two gaps is a point, which is seen by a round
 * end of the line.
 *
 * @param yOf where a value stands, in pixels
 */
export function linePath(
  values: ArrayLike<number>,
  { leftPx, rightPx, yOf }: { leftPx: number; rightPx: number; yOf: (value: number) => number },
): string {
  const stepPx = (rightPx - leftPx) / Math.max(1, values.length);
  let path = "";
  let isOpen = false;
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    if (Number.isNaN(value)) {
      isOpen = false;
      continue;
    }
    const point = `${round(leftPx + (at + 0.5) * stepPx)} ${round(yOf(value))}`;
    const isAlone = !isOpen && !(at + 1 < values.length && !Number.isNaN(values[at + 1]!));
    path += `${isOpen ? "L" : "M"}${point}${isAlone ? "h0" : ""}`;
    isOpen = true;
  }
  return path;
}

/** The area between two lines of the same bins as an SVG path; a bin without one of both is left out, where it begins or ends. */
export function spanPath(
  low: ArrayLike<number>,
  high: ArrayLike<number>,
  { leftPx, rightPx, yOf }: { leftPx: number; rightPx: number; yOf: (value: number) => number },
): string {
  const stepPx = (rightPx - leftPx) / Math.max(1, low.length);
  const bins = Array.from({ length: low.length }, (_, at) => at).filter((at) => !Number.isNaN(low[at]! + high[at]!));
  const point = (values: ArrayLike<number>) => (at: number) =>
    `${round(leftPx + (at + 0.5) * stepPx)} ${round(yOf(values[at]!))}`;
  return bins.length === 0 ? "" : `M${[...bins.map(point(high)), ...bins.reverse().map(point(low))].join("L")}Z`;
}

const round = (value: number) => String(Math.round(value * 100) / 100);
