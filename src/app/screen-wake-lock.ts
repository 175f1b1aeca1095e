/**
 * Keeps the screen on until the returned function is called. The browser ends a lock with the page's view, so it is taken
 * again when the page is seen again. Where there is none, or it is refused, as on low battery, the screen is not kept on.
 */
export function holdScreenWakeLock(): () => void {
  const wakeLock = navigator.wakeLock as WakeLock | undefined;
  const taken: WakeLockSentinel[] = [];
  const end = new AbortController();

  async function take(): Promise<void> {
    if (document.visibilityState !== "visible" || taken.some(({ released }) => !released)) return;
    try {
      const lock = await wakeLock?.request("screen");
      if (lock) taken.push(lock);
      if (end.signal.aborted) releaseAll();
    } catch {
      // A screen that goes dark does no harm that the recording would not report.
    }
  }
  function releaseAll(): void {
    for (const lock of taken.splice(0)) void lock.release();
  }

  void take();
  document.addEventListener("visibilitychange", () => void take(), { signal: end.signal });
  return () => {
    end.abort();
    releaseAll();
  };
}
