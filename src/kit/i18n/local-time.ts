import type { TimeFormat } from "./time-format.ts";

/** A moment as the clocks of the zone show it, as milliseconds of a calendar without zones. */
export function localMs(format: Pick<TimeFormat, "plain">, timeMs: number): number {
  return Date.parse(`${format.plain(Math.floor(timeMs / 1000) * 1000).replace(" ", "T")}Z`) + (timeMs % 1000);
}

/** The moment at which the clocks of the zone show this; of the two at a change of the clocks, one of them. */
export function fromLocalMs(format: Pick<TimeFormat, "plain">, shownMs: number): number {
  const offsetMs = localMs(format, shownMs) - shownMs;
  const guessMs = shownMs - offsetMs;
  return shownMs - (localMs(format, guessMs) - guessMs);
}

/** The value of a field of type `datetime-local` with seconds. */
export function fieldTime(format: Pick<TimeFormat, "plain">, timeMs: number): string {
  return format.plain(timeMs).replace(" ", "T");
}

/** The moment that such a field means; NaN where it is empty. */
export function timeOfField(format: Pick<TimeFormat, "plain">, value: string): number {
  return fromLocalMs(format, Date.parse(`${value}Z`));
}
