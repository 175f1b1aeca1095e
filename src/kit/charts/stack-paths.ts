/** How a series of bars is drawn. */
export interface BarSeries {
  /** A CSS colour, such as `var(--error)`. */
  colour: string;
  /** Told apart by more than its colour. */
  pattern?: "hatched" | "dotted";
}

/** Where stacked bars are drawn, in pixels of their box. */
export interface StackPlace {
  heightPx: number;
  /** Left end of the first bar and right end of the last; both may lie outside of the box. */
  leftPx: number;
  rightPx: number;
  /** The sum that reaches the top; less than 1 counts as 1. */
  max: number;
}

/** A count that is there must be seen, however small it is beside the others. */
const leastPx = 1.5;

/**
 * Outlines of stacked bars as SVG paths, one for each series, the first series at the bottom.
 *
 * @param counts for each series the count of each bar
 */
export function stackPaths(counts: number[][], { heightPx, leftPx, rightPx, max }: StackPlace): string[] {
  const bars = counts[0]?.length ?? 0;
  const stepPx = (rightPx - leftPx) / Math.max(1, bars);
  const gapPx = Math.min(1, stepPx / 4);
  const tops = new Float64Array(bars).fill(heightPx);
  return counts.map((series) =>
    series
      .map((count, bar) => {
        if (count <= 0) return "";
        const barPx = Math.max(leastPx, (count / Math.max(1, max)) * heightPx);
        tops[bar]! -= barPx;
        const [x, y] = [leftPx + bar * stepPx, Math.max(0, tops[bar]!)];
        return `M${round(x)} ${round(y)}h${round(stepPx - gapPx)}v${round(barPx)}h${round(gapPx - stepPx)}z`;
      })
      .join(""),
  );
}

/** The highest stack. */
export function highestStack(counts: number[][]): number {
  const bars = counts[0]?.length ?? 0;
  let highest = 0;
  for (let bar = 0; bar < bars; bar++) {
    highest = Math.max(
      highest,
      counts.reduce((sum, series) => sum + series[bar]!, 0),
    );
  }
  return highest;
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}
