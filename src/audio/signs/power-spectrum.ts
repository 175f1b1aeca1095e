/**
 * Power of a real signal by frequency, after a Hann window.
 *
 * @param signal not longer than `size`; the rest counts as zero
 * @param size a power of two
 * @returns half as many bins; bin k is k / size of the sample rate
 */
export function powerSpectrum(signal: ArrayLike<number>, size: number): Float64Array {
  const real = new Float64Array(size);
  const imaginary = new Float64Array(size);
  for (let index = 0; index < signal.length; index++) {
    real[reversed(index, size)] = signal[index]! * (0.5 - 0.5 * Math.cos((2 * Math.PI * index) / signal.length));
  }
  const turns = { cos: wave(size, Math.cos), sin: wave(size, Math.sin) };
  for (let width = 2; width <= size; width *= 2) combine(real, imaginary, width, turns);
  return real.subarray(0, size / 2).map((part, bin) => part * part + imaginary[bin]! * imaginary[bin]!);
}

/** The index with its bits in reverse: where the transform wants the sample. */
function reversed(index: number, size: number): number {
  let result = 0;
  for (let bit = 1; bit < size; bit *= 2) result = result * 2 + (index & bit ? 1 : 0);
  return result;
}

/** Half a turn, in as many steps as half the size. */
function wave(size: number, shape: (angle: number) => number): Float64Array {
  return new Float64Array(size / 2).map((_, index) => shape((-2 * Math.PI * index) / size));
}

/** One step of the transform (Cooley and Tukey): joins spectra of half the width. */
function combine(
  real: Float64Array,
  imaginary: Float64Array,
  width: number,
  turns: Record<"cos" | "sin", Float64Array>,
): void {
  const half = width / 2;
  const stride = real.length / width;
  for (let start = 0; start < real.length; start += width) {
    for (let offset = 0; offset < half; offset++) {
      const low = start + offset;
      const high = low + half;
      const cos = turns.cos[offset * stride]!;
      const sin = turns.sin[offset * stride]!;
      const re = real[high]! * cos - imaginary[high]! * sin;
      const im = real[high]! * sin + imaginary[high]! * cos;
      real[high] = real[low]! - re;
      imaginary[high] = imaginary[low]! - im;
      real[low]! += re;
      imaginary[low]! += im;
    }
  }
}
