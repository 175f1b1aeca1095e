/**
 * Why no audio comes: the browser suspended or interrupted the audio context (`suspended`), the device or the system muted
 * the track (`muted`), or nothing arrives and nobody says why, as when a device or the machine sleeps (`silent`).
 */
export type MicrophoneStall = "suspended" | "muted" | "silent";

/** A time without audio, pauses apart. */
export interface MicrophoneGap {
  cause: MicrophoneStall;
  /** Its length. */
  seconds: number;
}

/** Notices that chunks stop, and measures what is missing. Must be stopped. */
export interface ChunkWatch {
  /**
   * A chunk has come.
   *
   * @param endedAtMs when its last sample was recorded, by the clock of the audio thread, in milliseconds since the epoch
   * @param droppedMs audio dropped before it, which is not missing but counted elsewhere
   * @returns milliseconds of silence that stand for what is missing before it
   */
  chunk(endedAtMs: number, droppedMs: number): number;
  /** Looks at once: the context or the track has changed. @returns whether a stall began just now */
  check(): boolean;
  /** What is missing until `resume` was not wanted. */
  pause(): void;
  resume(): void;
  /** Ends the watch; a gap that is still open ends now. */
  stop(): void;
}

export interface ChunkWatchOptions {
  /** What the browser itself says is wrong now. */
  cause: () => "suspended" | "muted" | undefined;
  /** Called with a cause when audio stops, and with none when it comes again. */
  onstall: (cause: MicrophoneStall | undefined) => void;
  /** Called at the end of each gap: of every stall, however short, and of half a second that nobody noticed. */
  ongap: (gap: MicrophoneGap) => void;
  /** Length of a chunk, in milliseconds. */
  chunkMs: number;
  /** The same clock as the audio thread's, in milliseconds since the epoch. */
  nowMs?: () => number;
}

/** How often it looks, in milliseconds: half a second, so that with `lateMs` a stop is noticed within three seconds. */
const checkMs = 500;
/** So long without a chunk is a stall, in milliseconds. */
const lateMs = 2000;
/** Less than this between two chunks is jitter, in milliseconds. */
const minGapMs = 500;

/** Starts to watch. */
export function createChunkWatch(options: ChunkWatchOptions): ChunkWatch {
  const { cause, onstall, ongap, chunkMs, nowMs = Date.now } = options;
  /** End of the last chunk; before the first one, the start. Nothing is missing before the first unless a stall was seen. */
  let lastMs = nowMs();
  let isFirst = true;
  /** Missing before a pause, and not yet filled. */
  let owedMs = 0;
  let arrivedMs = lastMs;
  let checks = 0;
  let stall: { cause: MicrophoneStall; sinceMs: number } | undefined;
  let isPaused = false;

  const timer = setInterval(() => {
    checks++;
    check();
  }, checkMs);

  function check(): boolean {
    // A page that was held up looks once before it takes the chunks that wait for it.
    const isLate = checks >= 2 && nowMs() - arrivedMs >= lateMs;
    const found = cause() ?? (isLate ? "silent" : undefined);
    if (stall || !found) return false;
    stall = { cause: found, sinceMs: nowMs() };
    onstall(found);
    return true;
  }

  function report(missingMs: number): void {
    if (!stall) return;
    const lengthMs = stall.cause === "muted" ? nowMs() - stall.sinceMs : missingMs;
    ongap({ cause: stall.cause, seconds: Math.max(1, Math.round(lengthMs)) / 1000 });
  }

  return {
    chunk(endedAtMs, droppedMs) {
      const missingMs = isPaused ? 0 : Math.max(0, endedAtMs - lastMs - chunkMs - droppedMs);
      // What a stall left out is missing however short it was; without one, it may be jitter.
      const isGap = stall && stall.cause !== "muted" ? missingMs > 0 : missingMs >= minGapMs && !isFirst;
      lastMs = endedAtMs;
      arrivedMs = nowMs();
      checks = 0;
      isFirst = false;
      if (stall && !cause()) {
        if (!isPaused) report(missingMs);
        stall = undefined;
        onstall(undefined);
      } else if (!stall && isGap) ongap({ cause: "silent", seconds: Math.round(missingMs) / 1000 });
      if (isPaused) return 0;
      const fillMs = owedMs + (isGap ? missingMs : 0);
      owedMs = 0;
      return fillMs;
    },
    check,
    pause() {
      isPaused = true;
      if (!stall) return;
      const missingMs = nowMs() - lastMs;
      report(missingMs);
      if (stall.cause !== "muted") owedMs += missingMs;
    },
    resume() {
      isPaused = false;
      lastMs = nowMs();
      if (stall) stall.sinceMs = lastMs;
    },
    stop() {
      clearInterval(timer);
      if (!isPaused) report(nowMs() - lastMs);
      stall = undefined;
    },
  };
}
