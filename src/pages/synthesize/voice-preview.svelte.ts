import { SvelteMap } from "svelte/reactivity";
import type { Playback } from "../../kit/sound/playback.svelte.ts";
import type { SpeechRun, SpeechRunOrder } from "./speech/speech-run.svelte.ts";

/** What a voice says of itself, by language; English where there is no sentence of its own. */
const samples: Record<string, string> = {
  ru: "Здравствуйте! Так звучит мой голос.",
  en: "Hello! This is how my voice sounds.",
};

/** A short sample of the chosen voice, synthesized once in a session. */
export class VoicePreview {
  readonly run: SpeechRun;
  readonly playback: Playback;
  readonly #kept = new SvelteMap<string, Uint8Array>();

  constructor(run: SpeechRun, playback: Playback) {
    this.run = run;
    this.playback = playback;
  }

  /**
   * Plays the sample, or stops it.
   *
   * @param order the choices; its text is replaced by the sample's
   */
  async toggle(order: SpeechRunOrder): Promise<void> {
    if (this.run.isRunning || this.playback.isPlaying) {
      this.run.cancel();
      this.playback.pause();
      return;
    }
    const sample = { ...order, text: samples[order.language.split("-")[0]!] ?? samples["en"]!, ssml: false };
    const key = JSON.stringify(sample);
    const kept = this.#kept.get(key);
    if (kept) {
      this.run.restore(sample, kept);
      return;
    }
    await this.run.start(sample, true);
    const wav = this.run.wav();
    if (this.run.phase === "done" && wav) this.#kept.set(key, wav);
  }
}
