import { soundOfCall } from "../../../app/call-inputs/sound-of-call.ts";
import { sentSoundFormat } from "../../../app/replay/sent-sound-format.ts";
import { wavSound, type WavSound } from "../../../audio/wav-sound.ts";
import type { Playback } from "../../../kit/sound/playback.svelte.ts";
import type { CallInputs } from "../../../local-archive/call-inputs.ts";
import { findCallSound } from "../../../local-archive/find-call-sound.ts";
import type { LocalArchive } from "../../../local-archive/local-archive.ts";
import type { LogEvent } from "../../../logging/log-event.ts";
import { SelectedSound } from "./selected-sound.svelte.ts";

/** Where the sound of a call may be. */
export interface CallSoundPlaces {
  openArchive: () => Promise<LocalArchive>;
  openInputs: () => Promise<Pick<CallInputs, "ofCall">>;
  /** The sound that came with the log in view. */
  bundled: (requestId: string) => Blob | undefined;
}

/** The sound of a call: of the bundle that its log came from, of the archive of this browser, or what it sent, where that is kept. */
export class CallSound {
  readonly #places: CallSoundPlaces;
  readonly #selected: SelectedSound;
  /** Of the bundle, or what was sent. */
  #other = $state.raw<WavSound>();
  #hasSoughtSent = false;
  readonly playback: Playback;
  /** Whether the bundle and the archive have been searched. */
  isRead = $state(false);

  readonly entry = $derived.by(() => this.#selected.current?.entry);
  /** Undefined until it is decoded. */
  readonly sound = $derived.by(() => this.#other ?? this.#selected.current?.sound);
  readonly transcript = $derived(this.entry?.transcripts.at(-1));
  readonly words = $derived(this.transcript?.words ?? []);

  constructor(places: CallSoundPlaces, playback: Playback) {
    this.#places = places;
    this.playback = playback;
    this.#selected = new SelectedSound(places.openArchive, playback);
  }

  /** Looks for the sound of a call. An archive that cannot be opened has none. */
  async find(requestId: string): Promise<void> {
    try {
      const bundled = this.#places.bundled(requestId);
      if (bundled !== undefined) return await this.#take(bundled);
      const found = await findCallSound(await this.#places.openArchive(), requestId);
      if (found) await this.#selected.open(found.audio.id);
    } catch {
      // The page says that no sound of the call is kept.
    } finally {
      this.isRead = true;
    }
  }

  /** Looks once for what the call sent, when it was found nowhere else. Where inputs cannot be read, there are none. */
  async findSent(call: LogEvent | undefined): Promise<void> {
    if (!this.isRead || this.#hasSoughtSent || this.#other || this.entry || call?.request_id === undefined) return;
    this.#hasSoughtSent = true;
    const { openInputs } = this.#places;
    try {
      const archived = () => Promise.resolve(undefined);
      const sent = await soundOfCall({ archived, openInputs }, call.request_id, sentSoundFormat(call));
      if (sent !== undefined) await this.#take(sent);
    } catch {
      // The page says that no sound of the call is kept.
    }
  }

  async #take(wav: Blob): Promise<void> {
    const sound = wavSound(new Uint8Array(await wav.arrayBuffer()));
    this.playback.load(sound.audio);
    this.#other = sound;
  }

  close(): void {
    void this.playback.close();
  }
}
