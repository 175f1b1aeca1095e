import type { ArchiveEntry } from "../../local-archive/archive-records.ts";
import { createPeaks } from "../../audio/peaks.ts";
import { decodeWav } from "../../audio/decode-wav.ts";
import type { Playback } from "../../kit/sound/playback.svelte.ts";

/** A sound that is ready to be heard. */
export interface ReadySound {
  columns: (count: number) => Float32Array;
  seconds: number;
  /** The whole file. */
  wav: Uint8Array<ArrayBuffer>;
}

/** A kept sound and everything that belongs to it. */
export interface SelectedEntry {
  entry: ArchiveEntry;
  /** Undefined while it is read, or when it cannot be. */
  sound?: ReadySound;
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
      this.current = { entry, sound: this.#ready(wav) };
    } catch (thrown) {
      if (this.#wanted !== audioId) return;
      this.current = { entry, failure: thrown instanceof Error ? thrown : new Error(String(thrown)) };
    }
  }

  #ready(wav: Uint8Array<ArrayBuffer>): ReadySound {
    const sound = decodeWav(wav);
    const peaks = createPeaks();
    peaks.push(sound.samples);
    this.#playback.load(sound);
    return {
      wav,
      seconds: sound.samples.length / sound.sampleRateHz,
      columns: (count) => peaks.columns(count),
    };
  }
}
