/** Times before and after are zero times (Go, .NET, a device without a clock) and far ones: no log was written then. */
const firstMs = Date.UTC(1980, 0, 1);
const lastMs = Date.UTC(2100, 0, 1);

/** Whether a log can have been written then, in milliseconds since the epoch: from 1980 to 2099. */
export function isLogTime(timeMs: number): boolean {
  return timeMs >= firstMs && timeMs < lastMs;
}

/** Milliseconds of one unit: seconds, milliseconds, microseconds, nanoseconds. Their ranges are far apart. */
const unitsPerMs = [1e-3, 1, 1e3, 1e6];

/**
 * Converts a number since the epoch to milliseconds; its unit (s, ms, µs, ns) is told by its magnitude.
 *
 * @returns undefined for what is no time of a log in any unit
 */
export function epochMs(value: number): number | undefined {
  for (const perMs of unitsPerMs) {
    // A fraction of a second is exact to the microsecond; multiplying would leave .1229999.
    const timeMs = perMs < 1 ? Math.round(value * 1e6) / 1e3 : value / perMs;
    if (isLogTime(timeMs)) return timeMs;
  }
  return undefined;
}

const number = /^\d{9,20}(?:\.\d{1,9})?$/;

/** Like `epochMs`, for digits in a text, of which a number would lose the last ones. */
export function epochTextMs(text: string): number | undefined {
  if (!number.test(text)) return undefined;
  if (text.includes(".")) return epochMs(Number(text));
  for (const perMs of unitsPerMs) {
    const decimals = Math.max(0, Math.log10(perMs));
    const shifted = decimals === 0 ? text : `${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
    const timeMs = Number(shifted) * (perMs < 1 ? 1000 : 1);
    if (isLogTime(timeMs)) return timeMs;
  }
  return undefined;
}
