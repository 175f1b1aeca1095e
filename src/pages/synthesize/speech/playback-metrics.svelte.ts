import { jitterBufferMs, type Underrun } from "../../../audio/audio-playback.ts";
import type { Logger } from "../../../logging/logger.ts";

/** How speech is heard while it arrives: when it began, and where it had to stop. Every figure is logged. */
export class PlaybackMetrics {
  /** From the start of the call to the first sample at the loudspeaker, in milliseconds; only where it played as it arrived. */
  firstSoundMs = $state<number>();
  /** Silences because the next samples came too late. */
  underruns = $state.raw({ count: 0, silenceMs: 0 });
  readonly #logger: Pick<Logger, "logSystemEvent">;
  readonly #nowMs: () => number;
  #expected: { sinceMs: number; facts: () => Record<string, unknown> } | undefined;

  /** @param nowMs a clock that never jumps, in milliseconds */
  constructor(logger: Pick<Logger, "logSystemEvent">, nowMs: () => number) {
    this.#logger = logger;
    this.#nowMs = nowMs;
  }

  /** Begins anew: the next sound is the first one of a call that began at `sinceMs`. */
  expect(sinceMs: number, facts: () => Record<string, unknown>): void {
    this.forget();
    this.#expected = { sinceMs, facts };
  }

  forget(): void {
    this.#expected = undefined;
    this.firstSoundMs = undefined;
    this.underruns = { count: 0, silenceMs: 0 };
  }

  /** To be called when playing begins: the first sample is heard in so many milliseconds. */
  noteSound(inMs: number): void {
    if (!this.#expected) return;
    const { sinceMs, facts } = this.#expected;
    this.#expected = undefined;
    this.firstSoundMs = this.#nowMs() - sinceMs + inMs;
    this.#logger.logSystemEvent("playback_first_sound", "Speech is heard", {
      ...facts(),
      first_sound_ms: Math.round(this.firstSoundMs),
      cushion_ms: jitterBufferMs,
    });
  }

  /** To be called after a silence in the middle of the sound. */
  noteUnderrun({ atSeconds, gapMs }: Underrun): void {
    const { count, silenceMs } = this.underruns;
    this.underruns = { count: count + 1, silenceMs: silenceMs + gapMs };
    const figures = {
      position_seconds: Number(atSeconds.toFixed(3)),
      gap_ms: Math.round(gapMs),
      underruns: this.underruns.count,
      silence_ms: Math.round(this.underruns.silenceMs),
    };
    this.#logger.logSystemEvent("playback_underrun", "Speech came later than it was heard", figures, "WARNING");
  }
}
