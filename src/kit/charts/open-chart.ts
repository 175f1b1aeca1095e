import uPlot from "uplot";
import { watchTheme } from "../theme/watch-theme.ts";

export interface ChartSeries {
  label: string;
  values: number[];
  /** Name of a custom property of the theme, such as `--accent`. */
  colour: string;
}

export interface ChartOptions {
  timesMs: number[];
  series: ChartSeries[];
  heightPx: number;
  formatTime: (timeMs: number) => string;
  /** IANA name of the zone of the time axis; default: that of this machine. */
  timeZone?: string | undefined;
  formatNumber: (value: number) => string;
  onpoint?: ((index: number) => void) | undefined;
  onrange?: ((fromMs: number, toMs: number) => void) | undefined;
}

export interface OpenChart {
  /** Shows other numbers of the same series. */
  update(options: ChartOptions): void;
  close(): void;
}

/**
 * Draws bars over time into an element, as wide as it is, in the colours of the theme of the moment.
 *
 * Must be closed.
 */
export function openChart(place: HTMLElement, first: ChartOptions): OpenChart {
  let options = first;
  let plot = make(place, () => options);
  const resized = new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height: options.heightPx }));
  resized.observe(place);
  const unwatch = watchTheme(() => {
    plot.destroy();
    plot = make(place, () => options);
  });
  return {
    update(changed) {
      options = changed;
      plot.setData(dataOf(changed));
    },
    close() {
      resized.disconnect();
      unwatch();
      plot.destroy();
    },
  };
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Distances between the labels of the time axis. */
const timeStepsMs = [
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minuteMs),
  ...[1, 2, 3, 6, 12].map((hours) => hours * hourMs),
  ...[1, 2, 7, 30, 90, 365].map((days) => days * dayMs),
];

function dataOf({ timesMs, series }: ChartOptions): uPlot.AlignedData {
  return [timesMs, ...series.map(({ values }) => values)];
}

/** From the start of the first bucket to the end of the last. */
function span({ timesMs }: ChartOptions): [number, number] {
  const stepMs = timesMs.length > 1 ? timesMs[1]! - timesMs[0]! : 60_000;
  return [timesMs[0] ?? 0, (timesMs.at(-1) ?? 0) + stepMs];
}

/** @param options read again at every drawing */
function make(place: HTMLElement, options: () => ChartOptions): uPlot {
  const colour = (name: string): string => resolved(place, name);
  const font = `12px ${getComputedStyle(place).fontFamily}`;
  const axis = { stroke: colour("--text-muted"), font, ticks: { show: false } };
  const bars = uPlot.paths.bars!({ size: [0.9, 48], align: 1 });

  return new uPlot(
    {
      width: place.clientWidth,
      height: options().heightPx,
      ms: 1,
      tzDate: (timeMs) => zonedDate(timeMs, options().timeZone),
      legend: { show: false },
      padding: [8, 20, 0, 0],
      cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false } },
      scales: {
        x: { time: true, range: () => span(options()) },
        y: { range: (_plot, _low, high) => [0, Math.max(4, high * 1.1)] },
      },
      axes: [
        {
          ...axis,
          grid: { show: false },
          values: (_plot, splits) => splits.map(options().formatTime),
          incrs: timeStepsMs,
          space: 72,
          size: 28,
        },
        {
          ...axis,
          grid: { stroke: colour("--border"), width: 1 },
          // A count has no halves.
          incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000],
          values: (_plot, splits) => splits.map(options().formatNumber),
          size: 52,
        },
      ],
      series: [
        {},
        ...options().series.map((series) => ({
          label: series.label,
          fill: colour(series.colour),
          paths: bars,
          points: { show: false },
        })),
      ],
      hooks: {
        setCursor: [(plot) => options().onpoint?.(plot.cursor.idx ?? -1)],
        setSelect: [(plot) => selected(plot, options())],
      },
    },
    dataOf(options()),
    place,
  );
}

/** A date whose local fields are those of the zone: the way in which uPlot finds the beginnings of days. */
function zonedDate(timeMs: number, timeZone: string | undefined): Date {
  const date = new Date(timeMs);
  return timeZone === undefined ? date : uPlot.tzDate(date, timeZone);
}

/** Reports a selected range and clears the selection; a click is no range. */
function selected(plot: uPlot, { onrange }: ChartOptions): void {
  const { left, width } = plot.select;
  if (width < 4) return;
  const [from, to] = [plot.posToVal(left, "x"), plot.posToVal(left + width, "x")];
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  onrange?.(Math.round(from), Math.round(to));
}

/** A colour of the theme as the canvas understands it: `light-dark()` is decided by the browser first. */
function resolved(place: HTMLElement, name: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${name})`;
  place.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
