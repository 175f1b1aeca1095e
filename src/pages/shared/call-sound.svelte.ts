import type { Playback } from "../../kit/sound/playback.svelte.ts";
import { findCallSound } from "../../local-archive/find-call-sound.ts";
import type { LocalArchive } from "../../local-archive/local-archive.ts";
import { SelectedSound } from "./selected-sound.svelte.ts";

/** The sound of a call, where the archive of this browser has it. */
export class CallSound {
  readonly #open: () => Promise<LocalArchive>;
  readonly #selected: SelectedSound;
  readonly playback: Playback;
  /** Whether the archive has been searched. */
  isRead = $state(false);

  readonly entry = $derived.by(() => this.#selected.current?.entry);
  /** Undefined until it is decoded. */
  readonly sound = $derived.by(() => this.#selected.current?.sound);
  readonly transcript = $derived(this.entry?.transcripts.at(-1));
  readonly words = $derived(this.transcript?.words ?? []);

  constructor(open: () => Promise<LocalArchive>, playback: Playback) {
    this.#open = open;
    this.playback = playback;
    this.#selected = new SelectedSound(open, playback);
  }

  /** Looks for the sound of a call. An archive that cannot be opened has none. */
  async find(requestId: string): Promise<void> {
    try {
      const found = await findCallSound(await this.#open(), requestId);
      if (found) await this.#selected.open(found.audio.id);
    } catch {
      // The page says that no sound of the call is kept.
    }
    this.isRead = true;
  }

  close(): void {
    void this.playback.close();
  }
}
