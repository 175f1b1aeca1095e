import { createPeaks } from "../../../audio/peaks.ts";
import { decodeWav } from "../../../audio/decode-wav.ts";
import type { Playback } from "../../../kit/sound/playback.svelte.ts";

const flat = (count: number): Float32Array => new Float32Array(count * 2);

/** The one sound that a view shows and plays. */
export class FlowSound {
  seconds = $state(0);
  columns = $state.raw<(count: number) => Float32Array>(flat);
  readonly playback: Playback;

  constructor(playback: Playback) {
    this.playback = playback;
  }

  /** Puts a WAV in, or takes the sound out. */
  load(wav: Uint8Array | undefined): void {
    const sound = wav && decodeWav(wav);
    this.playback.load(sound);
    this.seconds = sound ? sound.samples.length / sound.sampleRateHz : 0;
    if (!sound) return void (this.columns = flat);
    const peaks = createPeaks();
    peaks.push(sound.samples);
    this.columns = (count) => peaks.columns(count);
  }
}
