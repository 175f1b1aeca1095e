import type { PlayableSpeechRun } from "../speech/playable-speech-run.ts";
import type { SpeechRunOrder } from "../speech/speech-run.svelte.ts";

/** The two sides, as they are called on the screen. */
export const sides = ["A", "B"] as const;
export type Side = (typeof sides)[number];

/** One text by two voices: the same choices but for the voice. */
export class Comparison {
  voices = $state<Record<Side, string>>({ A: "", B: "" });
  /** One side is played behind the other. */
  isAlternating = $state(false);
  readonly runs: Record<Side, PlayableSpeechRun>;
  readonly isRunning = $derived.by(() => sides.some((side) => this.runs[side].run.isRunning));
  /** Both can be played. */
  readonly isComplete = $derived.by(() => sides.every((side) => this.runs[side].run.phase === "done"));
  #isCancelled = false;

  /** @param open prepares a side; it calls back when the side begins to play, and when it was played to its end */
  constructor(open: (onplay: () => void, onended: () => void) => PlayableSpeechRun) {
    const side = (name: Side, other: Side): PlayableSpeechRun =>
      open(
        () => this.runs[other].playback.pause(),
        () => this.#ended(name),
      );
    this.runs = { A: side("A", "B"), B: side("B", "A") };
  }

  /** The voice of a side; where none is chosen, the first two of the list, the form's own first. */
  voice(side: Side, listed: readonly string[], own: string): string {
    if (this.voices[side] !== "") return this.voices[side];
    return side === "A" ? own : (listed.find((name) => name !== own) ?? own);
  }

  /** Has both speak, one after the other, so that neither slows the other down. */
  async run(orders: Record<Side, SpeechRunOrder>): Promise<void> {
    this.#isCancelled = false;
    this.isAlternating = false;
    for (const side of sides) this.runs[side].run.clear();
    for (const side of sides) {
      if (!this.#isCancelled) await this.runs[side].run.start(orders[side]);
    }
  }

  readonly cancel = (): void => {
    this.#isCancelled = true;
    for (const side of sides) this.runs[side].run.cancel();
  };

  /** Plays A from its beginning and B behind it, or stops. */
  readonly alternate = (): void => {
    const { A, B } = this.runs;
    const isOn = this.isAlternating && (A.playback.isPlaying || B.playback.isPlaying);
    for (const { playback } of [A, B]) {
      playback.pause();
      playback.seek(0);
    }
    this.isAlternating = !isOn;
    if (!isOn) A.playback.play();
  };

  /** Ends all sound and all calls. */
  close(): void {
    this.cancel();
    for (const side of sides) void this.runs[side].playback.close();
  }

  #ended(side: Side): void {
    if (!this.isAlternating) return;
    if (side === "A") this.runs.B.playback.play();
    else this.isAlternating = false;
  }
}
