import { zoneOffsets } from "../../basics/zone-offsets.ts";

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];
/** Lengths of stretches that people count in. */
const lengthsMs = [
  ...[1, 2, 5, 10, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 20, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 7, 28, 91, 364].map((count) => count * day),
];

/**
 * Stretches of a round length that cover a range, beginning where the clocks of a zone show a round time.
 *
 * @param most stretches, at least 2
 */
export function timeStretches(
  fromMs: number,
  toMs: number,
  most: number,
  zone: string,
): { fromMs: number; toMs: number; bins: number } {
  const lengthMs = lengthsMs.find((length) => (toMs - fromMs) / length <= most - 1) ?? lengthsMs.at(-1)!;
  const { offsetMs } = zoneOffsets(zone, fromMs, fromMs)[0]!;
  const firstMs = Math.floor((fromMs + offsetMs) / lengthMs) * lengthMs - offsetMs;
  const bins = Math.max(1, Math.ceil((toMs - firstMs) / lengthMs));
  return { fromMs: firstMs, toMs: firstMs + bins * lengthMs, bins };
}
