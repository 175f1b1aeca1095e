import { decodeWav } from "./decode-wav.ts";
import { createPeaks } from "./peaks.ts";
import type { MonoAudio } from "./streaming-audio.ts";

/** A whole WAV, decoded to be played and drawn. */
export interface WavSound {
  /** The whole file. */
  wav: Uint8Array<ArrayBuffer>;
  audio: MonoAudio & { samples: Int16Array<ArrayBuffer> };
  seconds: number;
  /** See `Peaks.columns`. */
  columns: (count: number) => Float32Array;
}

/**
 * Decodes a WAV once for player and waveform.
 *
 * @throws WavError when it is no WAV that `readWav` reads
 */
export function wavSound(wav: Uint8Array<ArrayBuffer>): WavSound {
  const audio = decodeWav(wav);
  const peaks = createPeaks();
  peaks.push(audio.samples);
  return {
    wav,
    audio,
    seconds: audio.samples.length / audio.sampleRateHz,
    columns: (count) => peaks.columns(count),
  };
}
