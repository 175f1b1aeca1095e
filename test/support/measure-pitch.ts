/**
 * Median pitch of a voice, in Hz, from 60 to 400: autocorrelation of 40 ms frames every 20 ms, without frames that are quiet
 * or not periodic. 0 when no frame is voiced.
 */
export function medianPitchHz(samples: Int16Array, rateHz: number): number {
  const frame = Math.round(rateHz / 25);
  const shortest = Math.floor(rateHz / 400);
  const longest = Math.ceil(rateHz / 60);
  const found: number[] = [];
  for (let start = 0; start + frame + longest <= samples.length; start += frame / 2) {
    const lag = periodOf(
      samples.subarray(Math.floor(start), Math.floor(start) + frame + longest),
      frame,
      shortest,
      longest,
    );
    if (lag > 0) found.push(rateHz / lag);
  }
  found.sort((a, b) => a - b);
  return found[Math.floor(found.length / 2)] ?? 0;
}

function periodOf(samples: Int16Array, frame: number, shortest: number, longest: number): number {
  const energy = product(samples, samples, 0, frame);
  if (Math.sqrt(energy / frame) < 600) return 0;
  let best = 0.8;
  let period = 0;
  for (let lag = shortest; lag <= longest; lag++) {
    const later = samples.subarray(lag);
    const correlation = product(samples, samples, lag, frame) / Math.sqrt(energy * product(later, later, 0, frame) + 1);
    // A multiple of the period correlates as well as the period itself, so it must be clearly better.
    if (correlation > best * (period === 0 ? 1 : 1.03)) {
      best = correlation;
      period = lag;
    }
  }
  return period;
}

function product(a: Int16Array, b: Int16Array, lag: number, count: number): number {
  let sum = 0;
  for (let at = 0; at < count; at++) sum += (a[at] ?? 0) * (b[at + lag] ?? 0);
  return sum;
}
