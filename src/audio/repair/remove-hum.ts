import { inSlices } from "./in-slices.ts";
import type { FileSound } from "./repair.ts";

/** Multiples of the mains that are taken out; the hum of a rectifier reaches about so far. */
const multiples = [1, 2, 3, 4, 5, 6];
/** Width of a notch, in Hz: the mains waver by less, and a voice moves through it. */
const widthHz = 4;

/**
 * Takes the hum of the mains and its multiples out, by a notch at each.
 *
 * @throws the signal's reason when it aborts
 */
export async function removeHum(
  { samples, sampleRateHz, channelCount }: FileSound,
  mainsHz: number,
  signal?: AbortSignal,
): Promise<FileSound> {
  const cleaned = new Int16Array(samples.length);
  const filters = Array.from(
    { length: channelCount },
    () =>
    multiples.filter((multiple) => multiple * mainsHz < sampleRateHz / 2).map((multiple) => notch(multiple * mainsHz, sampleRateHz)), // prettier-ignore
  );
  await inSlices(
    samples.length,
    (from, to) => {
      for (let index = from; index < to; index++) {
        let value = samples[index]!;
        for (const filter of filters[index % channelCount]!) value = filter(value);
        cleaned[index] = Math.max(-32_768, Math.min(32_767, Math.round(value)));
      }
    },
    signal,
  );
  return { samples: cleaned, sampleRateHz, channelCount };
}

/** A second-order notch (Audio EQ Cookbook of R. Bristow-Johnson); takes one sample after the other. */
function notch(hz: number, sampleRateHz: number): (sample: number) => number {
  const turn = (2 * Math.PI * hz) / sampleRateHz;
  const alpha = (Math.sin(turn) * widthHz) / (2 * hz);
  const [a0, b1, a2] = [1 + alpha, -2 * Math.cos(turn), 1 - alpha];
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  return (x) => {
    const y = (x + b1 * x1 + x2 - b1 * y1 - a2 * y2) / a0;
    [x2, x1, y2, y1] = [x1, x, y1, y];
    return y;
  };
}
