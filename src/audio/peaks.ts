/** The peaks of audio that may still be arriving. */
export interface Peaks {
  /** How many samples have been seen. */
  readonly sampleCount: number;
  /** Takes the samples that follow those seen so far. */
  push(samples: Int16Array): void;
  /**
   * Lowest and highest value, -1..1, of each of `count` equal ranges of the whole, as pairs: low, high, low, high.
   *
   * A range shorter than a block shares the values of the block it lies in.
   */
  columns(count: number): Float32Array;
}

/** Samples that share one stored pair: 4 ms at 16 kHz, finer than a column of a screen for all but the shortest audio. */
const blockSamples = 64;

/** Keeps one pair for 64 samples, so that half an hour is redrawn in a millisecond or two whatever the width. */
export function createPeaks(): Peaks {
  let low = new Int16Array(1024);
  let high = new Int16Array(1024);
  let sampleCount = 0;

  function reserve(blockCount: number): void {
    if (blockCount <= low.length) return;
    const roomier = Math.max(blockCount, low.length * 2);
    low = enlarged(low, roomier);
    high = enlarged(high, roomier);
  }

  return {
    get sampleCount() {
      return sampleCount;
    },
    push(samples) {
      reserve(Math.ceil((sampleCount + samples.length) / blockSamples));
      for (let index = 0; index < samples.length; index++, sampleCount++) {
        const sample = samples[index]!;
        const block = Math.floor(sampleCount / blockSamples);
        const isFirst = sampleCount % blockSamples === 0;
        if (isFirst || sample < low[block]!) low[block] = sample;
        if (isFirst || sample > high[block]!) high[block] = sample;
      }
    },
    columns(count) {
      const columns = new Float32Array(count * 2);
      const blockCount = Math.ceil(sampleCount / blockSamples);
      if (blockCount === 0) return columns;
      for (let column = 0; column < count; column++) {
        const from = Math.min(blockCount - 1, Math.floor((column * blockCount) / count));
        const to = Math.max(from + 1, Math.floor(((column + 1) * blockCount) / count));
        let lowest = low[from]!;
        let highest = high[from]!;
        for (let block = from + 1; block < to; block++) {
          if (low[block]! < lowest) lowest = low[block]!;
          if (high[block]! > highest) highest = high[block]!;
        }
        columns[column * 2] = lowest / 32_768;
        columns[column * 2 + 1] = highest / 32_768;
      }
      return columns;
    },
  };
}

function enlarged(values: Int16Array, length: number): Int16Array<ArrayBuffer> {
  const roomy = new Int16Array(length);
  roomy.set(values);
  return roomy;
}
