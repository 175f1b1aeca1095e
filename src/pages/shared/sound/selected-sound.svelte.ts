import type { ArchiveEntry } from "../../../local-archive/archive-records.ts";
import { wavSound, type WavSound } from "../../../audio/wav-sound.ts";
import type { Playback } from "../../../kit/sound/playback.svelte.ts";

/** A stored sound and everything that belongs to it. */
export interface SelectedEntry {
  entry: ArchiveEntry;
  /** Undefined while it is read, or when it cannot be. */
  sound?: WavSound;
  failure?: Error;
}

/** What can be opened. */
interface Source {
  get(audioId: string): Promise<ArchiveEntry>;
  sound(audioId: string): Promise<Blob>;
}

/** The one sound of the archive that is open; another one takes its place. */
export class SelectedSound {
  current = $state.raw<SelectedEntry>();
  readonly #source: () => Promise<Source>;
  readonly #playback: Pick<Playback, "load">;
  #wanted = "";

  constructor(source: () => Promise<Source>, playback: Pick<Playback, "load">) {
    this.#source = source;
    this.#playback = playback;
  }

  /** Reads names and texts of the open sound again; the sound itself stays. */
  async refresh(): Promise<void> {
    const shown = this.current;
    if (!shown) return;
    const source = await this.#source();
    const entry = await source.get(shown.entry.audio.id).catch(() => undefined);
    if (entry && this.current === shown) this.current = { ...shown, entry };
  }

  /** Opens a sound by its id; an empty id, or one that is not there, closes. */
  async open(audioId: string): Promise<void> {
    if (audioId === this.#wanted) return;
    this.#wanted = audioId;
    this.#playback.load(undefined);
    if (audioId === "") return void (this.current = undefined);
    const source = await this.#source();
    const entry = await source.get(audioId).catch(() => undefined);
    if (this.#wanted !== audioId) return;
    this.current = entry && { entry };
    if (!entry) return;
    try {
      const wav = new Uint8Array(await (await source.sound(audioId)).arrayBuffer());
      if (this.#wanted !== audioId) return;
      const sound = wavSound(wav);
      this.#playback.load(sound.audio);
      this.current = { entry, sound };
    } catch (thrown) {
      if (this.#wanted !== audioId) return;
      this.current = { entry, failure: thrown instanceof Error ? thrown : new Error(String(thrown)) };
    }
  }
}
