import type { LogStore } from "../../store/log-store.ts";

/**
 * Reads now and after each growth of the log: one read at a time, with a pause between two, so that a thousand events a
 * second cost a few reads.
 *
 * A read that fails is tried again at the next growth; it reports its failure itself.
 *
 * @param read `rewritten`: what was read before may not be in the log any more
 * @param pauseMs shortest pause between two reads, in milliseconds
 * @param everyMs longest pause between two reads, in milliseconds; default: none while the log does not grow
 * @returns ends it and aborts a read under way
 */
export function followLog(
  store: Pick<LogStore, "subscribe">,
  read: (signal: AbortSignal, rewritten: boolean) => Promise<void>,
  pauseMs = 200,
  everyMs?: number,
): () => void {
  const abort = new AbortController();
  let busy = false;
  let grew = true;
  let isRewritten = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function run(): Promise<void> {
    if (busy || !grew || abort.signal.aborted) return;
    busy = true;
    grew = false;
    const rewritten = isRewritten;
    isRewritten = false;
    await read(abort.signal, rewritten).catch(() => undefined);
    timer = setTimeout(() => {
      busy = false;
      void run();
    }, pauseMs);
  }
  function again(): void {
    grew = true;
    void run();
  }
  const unsubscribe = store.subscribe((notice) => {
    isRewritten ||= notice.rewritten;
    again();
  });
  const interval = everyMs === undefined ? undefined : setInterval(again, everyMs);
  void run();

  return () => {
    unsubscribe();
    clearTimeout(timer);
    clearInterval(interval);
    abort.abort();
  };
}
