import { wavSound, type WavSound } from "../../../audio/wav-sound.ts";
import type { Playback } from "../../../kit/sound/playback.svelte.ts";

/** The one sound that a view shows and plays. */
export class FlowSound {
  readonly playback: Playback;
  #sound = $state.raw<WavSound>();
  readonly seconds = $derived(this.#sound?.seconds ?? 0);
  readonly columns = $derived(this.#sound?.columns);

  constructor(playback: Playback) {
    this.playback = playback;
  }

  /** Loads a WAV; undefined unloads. */
  load(wav: Uint8Array<ArrayBuffer> | undefined): void {
    this.#sound = wav && wavSound(wav);
    this.playback.load(this.#sound?.audio);
  }
}
