import type { MicrophoneLevel } from "../../../../audio/microphone/microphone.ts";

/** Levels come ten times a second. */
export const levelSeconds = 0.1;
/** The quietest level that is shown, in dB of full scale. */
const floorDbfs = -60;
/** Below this nobody speaks: a muted or dead microphone, in dB of full scale. */
const deadDbfs = -58;
/** How long a microphone may be silent before the person is warned. */
const deadSeconds = 3;
/** A peak from here on was cut off. */
const clippedPeak = 0.999;
/** A little over a minute of bars, to look back at. */
const maxBars = 700;

/** How loud it is now, and was during the last minute. */
export class SoundLevel {
  /** In dB of full scale, -60 to 0; undefined while there is no sound. */
  dbfs = $state<number>();
  /** The same from 0 to 1. */
  readonly share = $derived(this.dbfs === undefined ? 0 : 1 - this.dbfs / floorDbfs);
  /** The last bars, each a tenth of a second of the recording, 0..1; above 1 means cut off. Oldest first. */
  bars = $state.raw<readonly number[]>([]);
  /** How many bars of this recording came before the first of `bars`. */
  droppedBars = $state(0);
  isClipped = $state(false);
  readonly #quiet = $state({ seconds: 0 });
  /** Nothing at all comes from the microphone. */
  readonly isDead = $derived(this.#quiet.seconds >= deadSeconds);

  /** @param isRecorded false while paused: such sound is no part of the recording */
  add({ rms, peak }: MicrophoneLevel, isRecorded: boolean): void {
    const dbfs = Math.max(floorDbfs, Math.min(0, 20 * Math.log10(Math.max(rms, 1e-6))));
    this.dbfs = dbfs;
    this.isClipped = peak >= clippedPeak;
    this.#quiet.seconds = dbfs < deadDbfs ? this.#quiet.seconds + levelSeconds : 0;
    if (!isRecorded) return;
    const over = this.bars.length - maxBars + 1;
    const recent = over > 0 ? this.bars.slice(over) : this.bars;
    this.droppedBars += Math.max(0, over);
    this.bars = [...recent, this.isClipped ? 2 : 1 - dbfs / floorDbfs];
  }

  /** The microphone is closed; the last minute stays to be seen. */
  close(): void {
    this.dbfs = undefined;
    this.isClipped = false;
    this.#quiet.seconds = 0;
  }

  clear(): void {
    this.close();
    this.bars = [];
    this.droppedBars = 0;
  }
}
