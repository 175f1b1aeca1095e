import { zoneOffset } from "./wall-clock.ts";

/** The distance of a zone from UTC from a moment on. Both in milliseconds. */
export interface ZoneOffset {
  fromMs: number;
  offsetMs: number;
}

const dayMs = 86_400_000;
/** Changes come at multiples of this. */
const cellMs = 15 * 60_000;
/** A longer range is looked at only this far: a log is kept for weeks. */
const mostDays = 4_000;

/**
 * The distances of a zone from UTC in a range, each from the moment at which it begins, the first from the beginning of the range.
 *
 * @param zone `local` (this machine's), `utc`, or an IANA name
 */
export function zoneOffsets(zone: string, fromMs: number, toMs: number): ZoneOffset[] {
  const offsetAt = zoneOffset(zone);
  const offsets: ZoneOffset[] = [{ fromMs, offsetMs: offsetAt(fromMs) }];
  const endMs = Math.min(toMs, fromMs + mostDays * dayMs);
  for (let atMs = fromMs; atMs < endMs; atMs += dayMs) {
    const nextMs = Math.min(atMs + dayMs, endMs);
    const offsetMs = offsetAt(nextMs);
    if (offsetMs !== offsets.at(-1)!.offsetMs)
      offsets.push({ fromMs: changeBetween(atMs, nextMs, offsetAt), offsetMs });
  }
  return offsets;
}

/** The moment between two at which the later offset begins. */
function changeBetween(fromMs: number, toMs: number, offsetAt: (timeMs: number) => number): number {
  let [low, high] = [Math.floor(fromMs / cellMs), Math.ceil(toMs / cellMs)];
  const after = offsetAt(toMs);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (offsetAt(middle * cellMs) === after) high = middle;
    else low = middle;
  }
  return high * cellMs;
}
