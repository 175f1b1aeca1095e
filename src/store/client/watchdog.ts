/** Time between two looks at a silent worker, in milliseconds. */
const tickMs = 1_000;
/** Looks in a row without any message after which the worker counts as hanging: five seconds. */
const maxSilentTicks = 5;

/** Notices that a worker hangs. Must be stopped. */
export interface Watchdog {
  /** Something waits for the worker: watch it until nothing does. */
  watch(): void;
  /** A message came from the worker. */
  heard(): void;
  stop(): void;
}

/** Options of {@link createWatchdog}. */
export interface WatchdogOptions {
  /** Whether something still waits for the worker. */
  isAwaited: () => boolean;
  /** Asks the worker for a sign of life; returns false when no worker runs, which is no hang. */
  ping: () => boolean;
  onHang: () => void;
  /** Called at each look, whether or not a worker runs. */
  onTick: () => void;
}

/**
 * Watches a worker while something waits for it. A worker that is busy, but takes messages, answers each look at once.
 *
 * Looks are counted, not milliseconds: a page that slept, was throttled or stood in a debugger has not looked meanwhile, and
 * hears what the worker sent before it looks again.
 */
export function createWatchdog({ isAwaited, ping, onHang, onTick }: WatchdogOptions): Watchdog {
  let timer: ReturnType<typeof setInterval> | undefined;
  let silentTicks = 0;

  function stop(): void {
    clearInterval(timer);
    timer = undefined;
    silentTicks = 0;
  }

  function look(): void {
    if (!isAwaited()) {
      stop();
      return;
    }
    if (!ping()) silentTicks = 0;
    else if (++silentTicks > maxSilentTicks) {
      silentTicks = 0;
      onHang();
    }
    onTick();
  }

  return {
    watch: () => void (timer ??= setInterval(look, tickMs)),
    heard: () => void (silentTicks = 0),
    stop,
  };
}
