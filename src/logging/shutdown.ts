/** How what is under way learns that its client ends: it is closed, or its page goes. */
export interface Shutdown {
  /** Calls `cancel` whenever the client ends. */
  onend(cancel: () => void): void;
  /**
   * To be told of a lost connection before it is logged as a failure: Firefox cuts the connections of a page as soon as the
   * next one answers, and says only after it that the page goes.
   */
  lostConnection(): void;
  /** Ends it for good; the page is no longer listened to. */
  end(): void;
}

/** What comes so long after a page was asked whether it may go is no longer put down to its going, in milliseconds. */
const leavingMs = 5_000;

/**
 * The end of whatever lives in a page. One that is put aside, and may come back, goes on with its calls.
 *
 * @param last called behind all others
 * @param now milliseconds of a clock that never jumps
 */
export function createShutdown(page: EventTarget, last: () => void, now = () => performance.now()): Shutdown {
  const cancels: (() => void)[] = [];
  const listening = new AbortController();
  const { signal } = listening;
  let askedMs = -Infinity;

  function cancelAll(): void {
    for (const cancel of [...cancels, last]) cancel();
  }

  page.addEventListener("beforeunload", () => (askedMs = now()), { signal });
  page.addEventListener(
    "pagehide",
    (event) => {
      if (!(event as PageTransitionEvent).persisted) cancelAll();
    },
    { signal },
  );
  return {
    onend: (cancel) => void cancels.push(cancel),
    lostConnection() {
      if (now() - askedMs < leavingMs) cancelAll();
    },
    end() {
      cancelAll();
      listening.abort();
    },
  };
}
