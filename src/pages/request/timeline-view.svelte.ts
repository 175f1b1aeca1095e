import type { Playback } from "../../kit/sound/playback.svelte.ts";
import type { CallTimeline } from "./call-timeline.ts";

/** What the view of a timeline is about; read anew at every look, because a running call grows. */
export interface ShownCall {
  readonly timeline: CallTimeline;
  /** Length of its sound, in seconds; 0 without one. */
  readonly soundSeconds: number;
  readonly playback: Pick<Playback, "positionSeconds" | "seek" | "pause" | "toggle">;
}

/** The shortest stretch that can be looked at, in milliseconds. */
const shortestMs = 5;
const zoomFactor = 2;

/**
 * Which stretch of a timeline is shown, and where its cursor is. Times are in milliseconds since the call began. The cursor is
 * where the sound plays, as long as it stands in the sound.
 */
export class TimelineView {
  readonly #call: ShownCall;
  #window = $state.raw<{ fromMs: number; toMs: number }>();
  #chosenMs = $state(0);
  #isInSound = $state(false);

  /**
   * Where the sound begins: with its first chunk that was sent or came, since it is laid as it would be heard then. At the
   * beginning of the call where no line says when that was.
   */
  readonly soundFromMs = $derived.by(() => {
    const { tracks } = this.#call.timeline;
    const track = tracks.find(({ kind }) => kind === "sent") ?? tracks.find(({ kind }) => kind === "chunks");
    return track?.marks[0]?.fromMs ?? 0;
  });
  readonly soundToMs = $derived.by(() => this.soundFromMs + this.#call.soundSeconds * 1000);
  /** End of all that can be shown. */
  readonly lengthMs = $derived.by(() =>
    Math.max(1, this.#call.timeline.lengthMs, this.#call.soundSeconds > 0 ? this.soundToMs : 0),
  );
  readonly fromMs = $derived(this.#window?.fromMs ?? 0);
  readonly toMs = $derived(this.#window?.toMs ?? this.lengthMs);
  readonly isWhole = $derived(this.#window === undefined);
  readonly cursorMs = $derived.by(() =>
    this.#isInSound ? this.soundFromMs + this.#call.playback.positionSeconds * 1000 : this.#chosenMs,
  );

  constructor(call: ShownCall) {
    this.#call = call;
  }

  /** Where a time stands, as a share of the width: below 0 and above 1 it is out of sight. */
  shareOf(atMs: number): number {
    return (atMs - this.fromMs) / (this.toMs - this.fromMs);
  }

  /** Puts the cursor at a time; what is shown moves along, and so does the sound. */
  moveTo(atMs: number): void {
    const ms = Math.min(this.lengthMs, Math.max(0, atMs));
    this.#chosenMs = ms;
    this.#isInSound = this.#call.soundSeconds > 0 && ms >= this.soundFromMs && ms <= this.soundToMs;
    if (this.#isInSound) this.#call.playback.seek((ms - this.soundFromMs) / 1000);
    else this.#call.playback.pause();
    if (ms < this.fromMs || ms > this.toMs) this.#show(ms - (this.toMs - this.fromMs) / 2, this.toMs - this.fromMs);
  }

  /** Plays from the cursor, or from the beginning of the sound where it is not in it; or pauses. */
  readonly toggle = (): void => {
    if (!this.#isInSound) this.moveTo(this.soundFromMs);
    this.#call.playback.toggle();
  };

  readonly zoomIn = (): void => this.#zoom(1 / zoomFactor);
  readonly zoomOut = (): void => this.#zoom(zoomFactor);
  readonly showAll = (): void => void (this.#window = undefined);

  /** Keys of the timeline; returns whether one was taken. Arrows move by a hundredth of what is shown, with Shift by a tenth. */
  press({ code, key, shiftKey }: Pick<KeyboardEvent, "code" | "key" | "shiftKey">): boolean {
    const shownMs = this.toMs - this.fromMs;
    const stepMs = shownMs / (shiftKey ? 10 : 100);
    const targets: Record<string, number> = {
      ArrowRight: this.cursorMs + stepMs,
      ArrowUp: this.cursorMs + stepMs,
      ArrowLeft: this.cursorMs - stepMs,
      ArrowDown: this.cursorMs - stepMs,
      PageUp: this.cursorMs + shownMs / 4,
      PageDown: this.cursorMs - shownMs / 4,
      Home: 0,
      End: this.lengthMs,
    };
    const target = targets[code];
    if (target !== undefined) this.moveTo(target);
    else if (code === "Space" && this.#call.soundSeconds > 0) this.toggle();
    else if (key === "+" || key === "=") this.zoomIn();
    else if (key === "-") this.zoomOut();
    else if (key === "0") this.showAll();
    else return false;
    return true;
  }

  /** Around the cursor, as far as it is in sight. */
  #zoom(factor: number): void {
    const shownMs = this.toMs - this.fromMs;
    const lengthMs = Math.max(Math.min(shortestMs, this.lengthMs), shownMs * factor);
    const isInSight = this.cursorMs >= this.fromMs && this.cursorMs <= this.toMs;
    const anchorMs = isInSight ? this.cursorMs : (this.fromMs + this.toMs) / 2;
    this.#show(anchorMs - ((anchorMs - this.fromMs) * lengthMs) / shownMs, lengthMs);
  }

  #show(fromMs: number, lengthMs: number): void {
    if (lengthMs >= this.lengthMs) return this.showAll();
    const from = Math.min(this.lengthMs - lengthMs, Math.max(0, fromMs));
    this.#window = { fromMs: from, toMs: from + lengthMs };
  }
}
