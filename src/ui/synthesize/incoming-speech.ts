import { createSampleDecoder } from "../../audio/decode-samples.ts";
import { createPeaks } from "../../audio/peaks.ts";
import { bytesPerSample, writeWav, type WavFormat } from "../../audio/wav.ts";

/** Speech that arrives in pieces: what a page can show and keep of it at any moment. */
export interface IncomingSpeech {
  /** Takes the next piece, headerless. */
  add(bytes: Uint8Array): void;
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
  const decode = createSampleDecoder(format.coding);
  const peaks = createPeaks();
  const pieces: Uint8Array[] = [];
  const decoded: Int16Array[] = [];
  let sizeBytes = 0;

  return {
    add(bytes) {
      const samples = decode(bytes);
      pieces.push(bytes);
      decoded.push(samples);
      sizeBytes += bytes.length;
      peaks.push(samples);
    },
    get sizeBytes() {
      return sizeBytes;
    },
    get seconds() {
      return peaks.sampleCount / format.sampleRateHz;
    },
    columns: (count) => peaks.columns(count),
    samples() {
      const all = new Int16Array(peaks.sampleCount);
      fill(all, decoded);
      return all;
    },
    wav() {
      const all = new Uint8Array(sizeBytes);
      fill(all, pieces);
      return writeWav(all.subarray(0, peaks.sampleCount * bytesPerSample(format.coding)), format);
    },
  };
}

function fill<T extends { length: number }>(all: { set(piece: T, offset: number): void }, pieces: T[]): void {
  let offset = 0;
  for (const piece of pieces) {
    all.set(piece, offset);
    offset += piece.length;
  }
}
