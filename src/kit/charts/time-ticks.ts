import { fromLocalMs, localMs } from "../i18n/local-time.ts";
import type { TimeFormat } from "../i18n/time-format.ts";

/** A mark of a time axis. */
export interface TimeTick {
  timeMs: number;
  label: string;
}

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];
const stepsMs = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 3, 4, 7, 14, 28, 91, 182, 365, 730, 1825, 3650].map((count) => count * day),
];

/**
 * Round moments between two, in the zone of the format, at most `most` of them.
 *
 * A beginning of a day is labelled with its date, any other moment with its time of day. Where none of them begins a day, the
 * first is labelled with both.
 */
export function timeTicks(fromMs: number, toMs: number, most: number, format: TimeFormat): TimeTick[] {
  const lengthMs = toMs - fromMs;
  if (!(lengthMs > 0) || most < 1) return [];
  const stepMs = stepsMs.find((step) => lengthMs / step <= most) ?? stepsMs.at(-1)!;
  const firstMs = Math.ceil(localMs(format, fromMs) / stepMs) * stepMs;
  const ticks: TimeTick[] = [];
  for (let shownMs = firstMs; ticks.length < most; shownMs += stepMs) {
    const timeMs = fromLocalMs(format, shownMs);
    if (timeMs > toMs) break;
    const isDay = shownMs % day === 0;
    ticks.push({ timeMs, label: isDay ? format.date(timeMs) : clock(timeMs, stepMs, format) });
  }
  const [first] = ticks;
  const hasDay = ticks.some(({ timeMs }) => localMs(format, timeMs) % day === 0);
  if (first && !hasDay) first.label = `${format.date(first.timeMs)}, ${first.label}`;
  return ticks;
}

/** About the widest that a character of a label is, and the room before a label, in pixels. */
const [letterPx, padPx] = [7, 4];

/**
 * The ticks whose labels can be read: none runs into the next one, nor into the zone at the right end.
 *
 * @param leftPx where a moment stands on the axis, in pixels
 * @param widthPx of the axis
 */
export function labelledTicks(
  ticks: readonly TimeTick[],
  leftPx: (timeMs: number) => number,
  widthPx: number,
  zone: string,
): TimeTick[] {
  const mostPx = widthPx - zone.length * letterPx - padPx;
  let endPx = 0;
  return ticks.filter(({ timeMs, label }) => {
    const left = leftPx(timeMs);
    const right = left + padPx + label.length * letterPx;
    if (left < endPx || right > mostPx) return false;
    endPx = right;
    return true;
  });
}

function clock(timeMs: number, stepMs: number, format: TimeFormat): string {
  if (stepMs < second) return format.time(timeMs);
  return stepMs < minute ? format.time(timeMs).slice(0, 8) : format.minute(timeMs);
}
