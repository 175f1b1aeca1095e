/** Milliseconds of the units that stand behind a number. */
const unitMs: Record<string, number> = {
  ...{ ns: 1e-6, us: 1e-3, µs: 1e-3, μs: 1e-3, ms: 1, s: 1e3, sec: 1e3, m: 6e4, min: 6e4, h: 3.6e6 },
};
const part = /(\d{1,15}(?:\.\d{1,15})?)\s?(ns|us|µs|μs|ms|s(?:ec)?|m(?:in)?|h)/y;
const clock = /^(?:(\d{1,3})\.)?(\d{1,3}):(\d\d):(\d\d(?:\.\d{1,9})?)$/;

/**
 * Reads a duration with its unit in milliseconds: `12ms`, `1.5 s`, Go's `1m2.5s`, .NET's `00:00:01.5`.
 *
 * @returns undefined for what is none, a bare number included
 */
export function readDuration(text: string): number | undefined {
  if (text.length > 40) return undefined;
  const trimmed = text.trim();
  const [, days = "0", hours, minutes, seconds] = clock.exec(trimmed) ?? [];
  if (hours !== undefined) {
    return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1000;
  }
  let sumMs = 0;
  for (let at = 0; at < trimmed.length; at = part.lastIndex) {
    part.lastIndex = at;
    const found = part.exec(trimmed);
    if (!found) return undefined;
    sumMs += Number(found[1]) * unitMs[found[2]!]!;
  }
  return trimmed === "" ? undefined : Math.round(sumMs * 1e6) / 1e6;
}
