import { wavSound, type WavSound } from "../../audio/wav-sound.ts";
import type { Playback } from "../../kit/sound/playback.svelte.ts";
import { findCallSound } from "../../local-archive/find-call-sound.ts";
import type { LocalArchive } from "../../local-archive/local-archive.ts";
import { SelectedSound } from "./selected-sound.svelte.ts";

/** The sound of a call, where the archive of this browser has it, or the bundle that its log came from. */
export class CallSound {
  readonly #open: () => Promise<LocalArchive>;
  readonly #selected: SelectedSound;
  readonly #bundled: (requestId: string) => Blob | undefined;
  #bundledSound = $state.raw<WavSound>();
  readonly playback: Playback;
  /** Whether the archive has been searched. */
  isRead = $state(false);

  readonly entry = $derived.by(() => this.#selected.current?.entry);
  /** Undefined until it is decoded. */
  readonly sound = $derived.by(() => this.#bundledSound ?? this.#selected.current?.sound);
  readonly transcript = $derived(this.entry?.transcripts.at(-1));
  readonly words = $derived(this.transcript?.words ?? []);

  /** @param bundled gives the sound that came with the log in view; default: none */
  constructor(
    open: () => Promise<LocalArchive>,
    playback: Playback,
    bundled: (requestId: string) => Blob | undefined = () => undefined,
  ) {
    this.#open = open;
    this.#bundled = bundled;
    this.playback = playback;
    this.#selected = new SelectedSound(open, playback);
  }

  /** Looks for the sound of a call. An archive that cannot be opened has none. */
  async find(requestId: string): Promise<void> {
    try {
      const bundled = this.#bundled(requestId);
      if (bundled !== undefined) return await this.#take(bundled);
      const found = await findCallSound(await this.#open(), requestId);
      if (found) await this.#selected.open(found.audio.id);
    } catch {
      // The page says that no sound of the call is kept.
    } finally {
      this.isRead = true;
    }
  }

  async #take(bundled: Blob): Promise<void> {
    const sound = wavSound(new Uint8Array(await bundled.arrayBuffer()));
    this.playback.load(sound.audio);
    this.#bundledSound = sound;
  }

  close(): void {
    void this.playback.close();
  }
}
