import { inSlices } from "./in-slices.ts";
import type { FileSound } from "./repair.ts";

const fullScale = 32_767;
/** What stands in a row at full scale was cut off. */
const leastRow = 3;
/** Rebuilt peaks need room: all becomes 6 dB quieter. */
const room = 0.5;

/**
 * Draws each clipped peak anew, as the curve that leaves both of its edges with their slopes, and makes all 6 dB quieter so that it fits.
 *
 * @throws the signal's reason when it aborts
 */
export async function rebuildPeaks(
  { samples, channelCount, ...format }: FileSound,
  signal?: AbortSignal,
): Promise<FileSound> {
  const rebuilt = new Int16Array(samples.length);
  const rows = new Uint32Array(channelCount);
  await inSlices(
    samples.length,
    (from, to) => {
      for (let index = from; index < to; index++) {
        const sample = samples[index]!;
        const channel = index % channelCount;
        rebuilt[index] = Math.round(sample * room);
        if (Math.abs(sample) >= fullScale) {
          rows[channel]!++;
          continue;
        }
        if (rows[channel]! >= leastRow)
          drawPeak(samples, rebuilt, { end: index, row: rows[channel]!, step: channelCount });
        rows[channel] = 0;
      }
    },
    signal,
  );
  return { samples: rebuilt, channelCount, ...format };
}

/** A cubic (Hermite) between the samples before and after a row, never lower than what was cut off. */
function drawPeak(
  samples: Int16Array,
  rebuilt: Int16Array,
  { end, row, step }: { end: number; row: number; step: number },
): void {
  const start = end - (row + 1) * step;
  if (start < step || end + step >= samples.length) return;
  const [before, after] = [samples[start]!, samples[end]!];
  const width = row + 1;
  const rise = (before - samples[start - step]!) * width;
  const fall = (samples[end + step]! - after) * width;
  const sign = Math.sign(samples[start + step]!);
  for (let at = 1; at <= row; at++) {
    const t = at / width;
    const curve =
      (2 * t ** 3 - 3 * t ** 2 + 1) * before +
      (t ** 3 - 2 * t ** 2 + t) * rise +
      (3 * t ** 2 - 2 * t ** 3) * after +
      (t ** 3 - t ** 2) * fall;
    const size = Math.max(fullScale, Math.min(curve * sign, (fullScale - 1) / room));
    rebuilt[start + at * step] = Math.round(sign * size * room);
  }
}
