/** An axis of values: where a value stands, as a share of the height from the bottom. */
export interface ValueAxis {
  from: number;
  to: number;
  isLogarithmic: boolean;
  ticks: number[];
}

/** Which values an axis has to show. */
export interface AxisRange {
  /** Fixed ends; default: 0, or the least value of a logarithmic axis, and a round number over the greatest value. */
  from?: number | undefined;
  to?: number | undefined;
  isLogarithmic?: boolean | undefined;
  /** Values have no fractions: so have the ticks. */
  isWhole?: boolean | undefined;
  /** Values are milliseconds: ticks are at round lengths of time. */
  isDuration?: boolean | undefined;
}

/** Room between two ticks, in pixels. */
const tickPx = 44;

/** Makes an axis for some values, with ticks at round numbers. NaN is left out. */
export function createValueAxis(values: Iterable<number>, range: AxisRange, heightPx: number): ValueAxis {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const count = Math.max(2, Math.floor(heightPx / tickPx));
  if (range.isLogarithmic && least > 0 && most > 0)
    return logarithmicAxis(range.from ?? least, range.to ?? most, count, range.isDuration);
  const from = range.from ?? Math.min(0, least);
  const highest = range.to ?? Math.max(most, from);
  const step = roundStep((highest > from ? highest - from : 1) / count, range);
  const to = range.to ?? from + Math.max(1, Math.ceil((highest - from) / step - 1e-9)) * step;
  const ticks: number[] = [];
  for (let at = Math.ceil(from / step - 1e-9); at * step <= to + step * 1e-9; at++) ticks.push(round(at * step));
  return { from, to, isLogarithmic: false, ticks };
}

/** Where a value stands, from 0 to 1; beyond the axis at its end. */
export function shareOf({ from, to, isLogarithmic }: ValueAxis, value: number): number {
  const share = isLogarithmic
    ? Math.log(Math.max(value, from) / from) / Math.log(to / from)
    : (value - from) / (to - from);
  return Math.min(1, Math.max(0, share));
}

const [second, minute, hour] = [1000, 60_000, 3_600_000];
/** Round lengths of time above a second. */
const lengthsMs = [
  ...[1, 2, 5, 10, 20, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 20, 30].map((count) => count * minute),
  ...[1, 2, 4, 6, 12, 24, 48, 120, 240].map((count) => count * hour),
];

/** 1, 2 or 5 times a power of ten, or a round length of time, at least as large as asked for. */
function roundStep(least: number, { isWhole, isDuration }: AxisRange): number {
  const lengthMs = isDuration && least > second / 2 ? lengthsMs.find((length) => length >= least) : undefined;
  if (lengthMs !== undefined) return lengthMs;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= least * (1 - 1e-9)) ?? 10 * power;
  return isWhole ? Math.max(1, step) : step;
}

/** Ticks at 1, 2 and 5 of each power and at round lengths of time, or fewer where those would be too many. */
function logarithmicAxis(least: number, most: number, count: number, isDuration = false): ValueAxis {
  const from = least;
  const to = most > least ? most : least * 10;
  const first = Math.floor(Math.log10(from));
  const powers = Array.from({ length: Math.ceil(Math.log10(to)) - first + 1 }, (_, at) => 10 ** (first + at));
  const below = isDuration ? powers.filter((power) => power < second) : powers;
  const inside = (factors: number[], lengths: number[]) =>
    [
      ...below.flatMap((power) => factors.map((factor) => round(factor * power))),
      ...(isDuration ? lengths : []),
    ].filter((tick) => tick >= from && tick <= to);
  const fine = inside([1, 2, 5], lengthsMs);
  const coarse = inside([1], [second, 10 * second, minute, 10 * minute, hour, 10 * hour]);
  return { from, to, isLogarithmic: true, ticks: fine.length <= count ? fine : coarse };
}

const round = (value: number) => Number(value.toPrecision(12));
