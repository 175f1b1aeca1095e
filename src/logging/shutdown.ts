/** Ends what is under way when its client ends: it is closed, or its page goes. */
export interface Shutdown {
  /**
   * Has `cancel` called when the client ends: the latest first, so that calls end before the workflow that made them.
   *
   * @returns takes it back
   */
  onend(cancel: () => void): () => void;
  /**
   * Must be called when a connection is lost, before that is logged as a failure: Firefox cuts the connections of a page
   * as soon as the next one responds, and fires `pagehide` only afterwards.
   */
  lostConnection(): void;
  /** Ends it for good; the page is no longer listened to. */
  end(): void;
}

/** A connection lost so long after `beforeunload` is not attributed to the page's going, in milliseconds. */
const leavingMs = 5_000;

/**
 * Makes the shutdown of whatever lives in a page. A page that is put aside, and may come back, goes on with its work.
 *
 * @param now milliseconds of a clock that never jumps
 */
export function createShutdown(page: EventTarget, now = () => performance.now()): Shutdown {
  const cancels = new Set<() => void>();
  const listening = new AbortController();
  const { signal } = listening;
  let beforeUnloadMs = -Infinity;

  function cancelAll(): void {
    for (const cancel of [...cancels].reverse()) cancel();
  }

  page.addEventListener("beforeunload", () => (beforeUnloadMs = now()), { signal });
  page.addEventListener(
    "pagehide",
    (event) => {
      if (!(event as PageTransitionEvent).persisted) cancelAll();
    },
    { signal },
  );
  return {
    onend(cancel) {
      cancels.add(cancel);
      return () => cancels.delete(cancel);
    },
    lostConnection() {
      if (now() - beforeUnloadMs < leavingMs) cancelAll();
    },
    end() {
      cancelAll();
      listening.abort();
    },
  };
}
