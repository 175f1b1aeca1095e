import { createSampleDecoder } from "../../../audio/decode-samples.ts";
import { createPeaks } from "../../../audio/peaks.ts";
import { bytesPerSample, writeWav, type WavFormat } from "../../../audio/wav.ts";
import { joinBytes } from "../../../basics/bytes.ts";

/** Speech that arrives in pieces, and in parts of several pieces: what a page can show and keep of it at any moment. */
export interface IncomingSpeech {
  /** Takes the next piece, headerless, and gives what it adds to the samples. */
  add(bytes: Uint8Array): Int16Array<ArrayBuffer>;
  /** Ends a part: what has come is whole. Half a sample at its end is forgotten. */
  endPart(): void;
  /** Forgets what has come since the last part ended. */
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
  let pieces: Uint8Array[] = [];
  let partBegin = 0;
  let sizeBytes = 0;

  function take(bytes: Uint8Array): Int16Array<ArrayBuffer> {
    const samples = decode(bytes);
    pieces.push(bytes);
    sizeBytes += bytes.length;
    peaks.push(samples);
    return samples;
  }

  function joined(): Uint8Array<ArrayBuffer> {
    return joinBytes(pieces).subarray(0, peaks.sampleCount * frameBytes);
  }

  return {
    add: take,
    endPart() {
      const surplus = sizeBytes - peaks.sampleCount * frameBytes;
      const last = pieces.pop();
      if (last) pieces.push(last.subarray(0, last.length - surplus));
      sizeBytes -= surplus;
      partBegin = pieces.length;
      decode = createSampleDecoder(format.coding);
    },
    dropOpenPart() {
      const whole = pieces.slice(0, partBegin);
      decode = createSampleDecoder(format.coding);
      peaks = createPeaks();
      pieces = [];
      sizeBytes = 0;
      whole.forEach(take);
    },
    get sizeBytes() {
      return sizeBytes;
    },
    get seconds() {
      return peaks.sampleCount / format.sampleRateHz;
    },
    columns: (count) => peaks.columns(count),
    samples: () => createSampleDecoder(format.coding)(joined()),
    wav: () => writeWav(joined(), format),
  };
}
