/** What OTLP has room for: `fixed64`, until the year 2554. */
const latest = 2n ** 64n - 1n;

/**
 * A moment of the log in nanoseconds since the epoch, exactly; 0, which OTLP takes for unknown, where the text is no time, or one that
 * OTLP cannot say: a receiver would refuse all records for it.
 *
 * @param timestamp ISO 8601 with any number of digits behind the second, of which nine count
 */
export function unixNano(timestamp: string): bigint {
  const timeMs = Date.parse(timestamp);
  if (!(timeMs >= 0)) return 0n;
  const [, beyondMs = ""] = /\.\d{3}(\d{1,6})/.exec(timestamp) ?? [];
  const time = BigInt(timeMs) * 1_000_000n + BigInt(beyondMs.padEnd(6, "0"));
  return time > latest ? 0n : time;
}
