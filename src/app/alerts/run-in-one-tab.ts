/**
 * Runs something in exactly one of all tabs: in the first one, and in another when that closes or is put aside. Where the
 * browser has no locks it runs in each tab.
 *
 * @param name of the lock, unique in the app
 * @param run begins; the function that it returns ends it
 * @returns ends it here, so that another tab takes over
 */
export function runInOneTab(
  name: string,
  run: () => () => void,
  locks: Pick<LockManager, "request"> | null = (navigator.locks as LockManager | undefined) ?? null,
  page: EventTarget = globalThis,
): () => void {
  const ended = new AbortController();
  let release: (() => void) | undefined;

  function request(): void {
    const waiting = new AbortController();
    const free = Promise.withResolvers<undefined>();
    release = () => {
      waiting.abort();
      free.resolve(undefined);
    };
    const hold = async (): Promise<void> => {
      if (waiting.signal.aborted) return;
      const end = run();
      await free.promise;
      end();
    };
    if (locks === null) void hold();
    // Rejects when it is given up while it waits for the other tab.
    else locks.request(name, { signal: waiting.signal }, hold).catch(() => undefined);
  }

  request();
  // A page in the back-forward cache must not keep the others waiting.
  page.addEventListener("pagehide", () => release?.(), { signal: ended.signal });
  page.addEventListener(
    "pageshow",
    (event) => {
      if ((event as PageTransitionEvent).persisted) request();
    },
    { signal: ended.signal },
  );
  return () => {
    ended.abort();
    release?.();
  };
}
