/** How often the clock is read while it runs. */
const stepMs = 100;

/** Counts a call against the longest time it may take. */
export class LiveClock {
  elapsedMs = $state(0);
  limitMs = $state(0);
  readonly leftMs = $derived(Math.max(0, this.limitMs - this.elapsedMs));
  readonly #nowMs: () => number;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** @param nowMs a clock that never jumps, in milliseconds */
  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** Begins at zero; `onlimit` is called once, when the limit is reached. */
  start(limitMs: number, onlimit: () => void): void {
    this.stop();
    const startedMs = this.#nowMs();
    this.elapsedMs = 0;
    this.limitMs = limitMs;
    let isReached = false;
    this.#timer = setInterval(() => {
      this.elapsedMs = this.#nowMs() - startedMs;
      if (isReached || this.elapsedMs < limitMs) return;
      isReached = true;
      onlimit();
    }, stepMs);
  }

  /** Stops and keeps its value. */
  stop(): void {
    clearInterval(this.#timer);
  }
}
