import { jitterBufferMs, type Underrun } from "../../../audio/audio-playback.ts";
import type { Logger } from "../../../logging/logger.ts";

/** Playback of speech while it arrives: time to first audio and underruns. Every figure is logged. */
export class PlaybackMetrics {
  /** Time to first audio: from the start of the call to the first sample at the loudspeaker, in milliseconds; only where it played as it arrived. */
  firstAudioMs = $state<number>();
  /** Underruns: silences because the next samples came too late. */
  underruns = $state.raw({ count: 0, silenceMs: 0 });
  readonly #logger: Pick<Logger, "logSystemEvent">;
  readonly #nowMs: () => number;
  #expected: { sinceMs: number; details: () => Record<string, unknown> } | undefined;

  /** @param nowMs a clock that never jumps, in milliseconds */
  constructor(logger: Pick<Logger, "logSystemEvent">, nowMs: () => number) {
    this.#logger = logger;
    this.#nowMs = nowMs;
  }

  /** Resets the metrics: the next sound is the first one of a call that began at `sinceMs`. */
  expect(sinceMs: number, details: () => Record<string, unknown>): void {
    this.forget();
    this.#expected = { sinceMs, details };
  }

  forget(): void {
    this.#expected = undefined;
    this.firstAudioMs = undefined;
    this.underruns = { count: 0, silenceMs: 0 };
  }

  /** To be called when the playback starts. @param inMs delay until the first sample, in milliseconds */
  noteSound(inMs: number): void {
    if (!this.#expected) return;
    const { sinceMs, details } = this.#expected;
    this.#expected = undefined;
    this.firstAudioMs = this.#nowMs() - sinceMs + inMs;
    this.#logger.logSystemEvent("playback_first_sound", "Speech is heard", {
      ...details(),
      first_sound_ms: Math.round(this.firstAudioMs),
      cushion_ms: jitterBufferMs,
    });
  }

  /** To be called after an underrun. */
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
