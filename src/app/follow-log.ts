import type { LogStore } from "../store/log-store.ts";

/**
 * Reads now and again each time the log has grown: one reading at a time, and a pause between two, so that a thousand
 * events a second cost a few readings.
 *
 * A reading that fails is tried again at the next growth; it tells of its failure itself.
 *
 * @param pauseMs least time between the end of a reading and the next one
 * @param everyMs reads at least so often, also when the log does not grow
 * @returns stops following and gives up a reading under way
 */
export function followLog(
  store: Pick<LogStore, "subscribe">,
  read: (signal: AbortSignal) => Promise<void>,
  pauseMs = 200,
  everyMs?: number,
): () => void {
  const abort = new AbortController();
  let busy = false;
  let grew = true;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function run(): Promise<void> {
    if (busy || !grew || abort.signal.aborted) return;
    busy = true;
    grew = false;
    await read(abort.signal).catch(() => undefined);
    timer = setTimeout(() => {
      busy = false;
      void run();
    }, pauseMs);
  }
  function again(): void {
    grew = true;
    void run();
  }
  const unsubscribe = store.subscribe(again);
  const interval = everyMs === undefined ? undefined : setInterval(again, everyMs);
  void run();

  return () => {
    unsubscribe();
    clearTimeout(timer);
    clearInterval(interval);
    abort.abort();
  };
}
