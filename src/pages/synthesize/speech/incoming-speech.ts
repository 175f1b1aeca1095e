import { assembleWav } from "../../../audio/assemble-wav.ts";
import { createSampleDecoder } from "../../../audio/decode-samples.ts";
import { createPeaks } from "../../../audio/peaks.ts";
import { bytesPerSample, type WavFormat } from "../../../audio/wav.ts";
import { joinBytes } from "../../../basics/bytes.ts";

/** Speech that arrives in chunks, and in parts of several chunks: what a page can show and save of it so far. */
export interface IncomingSpeech {
  /** Adds the next chunk, which has no header; returns the samples that it adds. */
  add(bytes: Uint8Array): Int16Array<ArrayBuffer>;
  /** Ends a part, which is complete. Half a sample at its end is dropped. */
  endPart(): void;
  /** Drops the chunks since the last part ended. */
  dropOpenPart(): void;
  /** Bytes of sound so far, without a header. */
  readonly sizeBytes: number;
  /** Length so far, from the number of samples. */
  readonly seconds: number;
  /** Outline so far; see `Peaks.columns`. */
  columns(count: number): Float32Array;
  /** All samples so far, decoded for playing. */
  samples(): Int16Array<ArrayBuffer>;
  /** A WAV file of all bytes so far, coded as they came; half a sample at the end is left out. */
  wav(): Uint8Array<ArrayBuffer>;
}

/** Starts with nothing. */
export function createIncomingSpeech(format: WavFormat): IncomingSpeech {
  const frameBytes = bytesPerSample(format.coding);
  let decode = createSampleDecoder(format.coding);
  let peaks = createPeaks();
  let chunks: Uint8Array[] = [];
  let partBegin = 0;
  let sizeBytes = 0;

  function add(bytes: Uint8Array): Int16Array<ArrayBuffer> {
    const samples = decode(bytes);
    chunks.push(bytes);
    sizeBytes += bytes.length;
    peaks.push(samples);
    return samples;
  }

  return {
    add,
    endPart() {
      const surplus = sizeBytes - peaks.sampleCount * frameBytes;
      const last = chunks.pop();
      if (last) chunks.push(last.subarray(0, last.length - surplus));
      sizeBytes -= surplus;
      partBegin = chunks.length;
      decode = createSampleDecoder(format.coding);
    },
    dropOpenPart() {
      const whole = chunks.slice(0, partBegin);
      decode = createSampleDecoder(format.coding);
      peaks = createPeaks();
      chunks = [];
      sizeBytes = 0;
      whole.forEach(add);
    },
    get sizeBytes() {
      return sizeBytes;
    },
    get seconds() {
      return peaks.sampleCount / format.sampleRateHz;
    },
    columns: (count) => peaks.columns(count),
    samples: () => createSampleDecoder(format.coding)(joinBytes(chunks)),
    wav: () => assembleWav(chunks, format),
  };
}
