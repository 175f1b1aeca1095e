interface Sound {
  samples: Int16Array;
  sampleRateHz: number;
}

/** What a playback drives: anything that plays one sound. */
export interface Playable {
  readonly isPlaying: boolean;
  readonly isWaiting: boolean;
  readonly positionSeconds: number;
  readonly durationSeconds: number;
  load(sound: Sound | undefined): void;
  receive(sampleRateHz: number): { push(samples: Int16Array): void; end(): void };
  prepare(sampleRateHz: number): void;
  play(range?: { fromSeconds: number; toSeconds: number }): Promise<void>;
  pause(): void;
  seek(seconds: number): void;
  close(): Promise<void>;
}

/** A player as a page shows it: the position follows the sound, frame by frame, while it plays. */
export class Playback {
  isPlaying = $state(false);
  /** It plays, and the next sound has not come yet. */
  isWaiting = $state(false);
  positionSeconds = $state(0);
  durationSeconds = $state(0);
  readonly canPlay = $derived(this.durationSeconds > 0);
  /** The last attempt to play found no sound device. */
  isSilent = $state(false);
  readonly #player: Playable;
  readonly #onplay: () => void;
  readonly #onended: () => void;
  #frame: number | undefined;

  /**
   * @param open makes the player; it calls `onchange` whenever something began or ended
   * @param onplay called when the player began at the person's wish; there may be no sound yet
   * @param onended called when sound was played to its end
   */
  constructor(
    open: (onchange: () => void) => Playable,
    onplay: () => void = () => undefined,
    onended: () => void = () => undefined,
  ) {
    this.#onplay = onplay;
    this.#onended = onended;
    this.#player = open(() => this.#follow());
  }

  /** Loads another sound; undefined unloads. */
  load(sound: Sound | undefined): void {
    this.isSilent = false;
    this.#player.load(sound);
  }

  /** Puts in a sound that is still arriving. */
  receive(sampleRateHz: number): { push(samples: Int16Array): void; end(): void } {
    this.isSilent = false;
    return this.#player.receive(sampleRateHz);
  }

  /** Opens the device for a sound that is about to come. */
  prepare(sampleRateHz: number): void {
    this.#player.prepare(sampleRateHz);
  }

  /** Plays from the position on, if it does not play yet. */
  readonly play = (): void => {
    if (!this.#player.isPlaying) void this.#play();
  };

  readonly pause = (): void => {
    if (this.#player.isPlaying) this.#player.pause();
  };

  readonly toggle = (): void => {
    if (this.#player.isPlaying) this.#player.pause();
    else void this.#play();
  };

  readonly seek = (seconds: number): void => {
    this.#player.seek(seconds);
  };

  /** Plays one range, such as a word. */
  playRange(fromSeconds: number, toSeconds: number): void {
    void this.#play({ fromSeconds, toSeconds });
  }

  /** Stops the sound and gives the device back. */
  async close(): Promise<void> {
    await this.#player.close();
    this.#follow();
  }

  async #play(range?: { fromSeconds: number; toSeconds: number }): Promise<void> {
    try {
      await this.#player.play(range);
      this.isSilent = false;
      if (this.#player.isPlaying) this.#onplay();
    } catch {
      // A player fails for one reason only: there is nothing to play on. The page says so.
      this.isSilent = true;
      this.#follow();
    }
  }

  #follow(): void {
    const hasPlayed = this.isPlaying;
    this.isPlaying = this.#player.isPlaying;
    this.isWaiting = this.#player.isWaiting;
    this.positionSeconds = this.#player.positionSeconds;
    this.durationSeconds = this.#player.durationSeconds;
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = this.isPlaying ? requestAnimationFrame(() => this.#follow()) : undefined;
    const isAtEnd = this.canPlay && this.positionSeconds >= this.durationSeconds;
    if (hasPlayed && !this.isPlaying && isAtEnd) this.#onended();
  }
}
