/** Takes away everything above a frequency; a telephone carries 3.4 kHz. */
export function lowPassed(samples: Int16Array, hz: number, rateHz: number): Int16Array<ArrayBuffer> {
  const wing = 100;
  const cutoff = hz / rateHz;
  const taps = Array.from({ length: 2 * wing + 1 }, (_, index) => {
    const tap = index - wing;
    const hann = 0.5 - 0.5 * Math.cos((Math.PI * index) / wing);
    return hann * (tap === 0 ? 2 * cutoff : Math.sin(2 * Math.PI * cutoff * tap) / (Math.PI * tap));
  });
  return Int16Array.from(samples, (_, at) =>
    taps.reduce((sum, weight, index) => sum + weight * (samples[at + index - wing] ?? 0), 0),
  );
}
