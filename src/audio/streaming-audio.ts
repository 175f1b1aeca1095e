/** Mono audio in memory. */
export interface MonoAudio {
  samples: Int16Array;
  sampleRateHz: number;
}

/** Audio that may still be arriving. */
export interface StreamingAudio {
  readonly sampleRateHz: number;
  readonly sampleCount: number;
  /** Set when nothing more will come. */
  isComplete: boolean;
  /** Takes the samples that follow; they are copied. */
  push(samples: Int16Array): void;
  /** A view of a range, valid until the next `push`. */
  range(from: number, to: number): Int16Array;
}

/** Capacity at first, in samples; it doubles when it is full. */
const initialCapacity = 1 << 16;

/** Creates audio without samples. */
export function createStreamingAudio(sampleRateHz: number): StreamingAudio {
  let buffer = new Int16Array(initialCapacity);
  let sampleCount = 0;
  return {
    sampleRateHz,
    isComplete: false,
    get sampleCount() {
      return sampleCount;
    },
    push(samples) {
      if (sampleCount + samples.length > buffer.length) {
        const larger = new Int16Array(Math.max(sampleCount + samples.length, buffer.length * 2));
        larger.set(buffer.subarray(0, sampleCount));
        buffer = larger;
      }
      buffer.set(samples, sampleCount);
      sampleCount += samples.length;
    },
    range: (from, to) => buffer.subarray(from, Math.min(to, sampleCount)),
  };
}

/** Audio that is complete already; its samples are not copied. */
export function completeAudio({ samples, sampleRateHz }: MonoAudio): StreamingAudio {
  return {
    sampleRateHz,
    sampleCount: samples.length,
    isComplete: true,
    push() {
      throw new TypeError("this sound is complete");
    },
    range: (from, to) => samples.subarray(from, to),
  };
}
