import { onAbort, pause } from "../../basics/abort.ts";

/** Waits for a log to grow. Must be closed. */
export interface LogGrowth {
  /** Resolves when the log has grown since the last call, and a moment for more has passed; or after a time without any notice. */
  grown(signal: AbortSignal): Promise<void>;
  /** What waits goes on at once. */
  flush(): void;
  close(): void;
}

/** @param delayMs how long more events are waited for. @param idleMs longest wait for a notice: one may be missed while a tab is frozen */
export interface GrowthOptions {
  delayMs: number;
  idleMs?: number;
}

/** Follows the notices that the workers of a log send to other tabs. @param log name of its database */
export function followGrowth(log: string, { delayMs, idleMs = 5_000 }: GrowthOptions): LogGrowth {
  const channel = new BroadcastChannel(`log:${log}`);
  let notice = Promise.withResolvers<void>();
  let flushed = Promise.withResolvers<void>();
  channel.onmessage = () => notice.resolve();

  async function first(signal: AbortSignal, ms: number, ...others: Promise<void>[]): Promise<void> {
    const over = new AbortController();
    const unlisten = onAbort(signal, (reason) => over.abort(reason));
    try {
      await Promise.race([pause(ms, over.signal), ...others]);
    } finally {
      unlisten();
      over.abort();
    }
  }

  return {
    async grown(signal) {
      await first(signal, idleMs, notice.promise, flushed.promise);
      notice = Promise.withResolvers();
      await first(signal, delayMs, flushed.promise);
      flushed = Promise.withResolvers();
      signal.throwIfAborted();
    },
    flush: () => flushed.resolve(),
    close: () => channel.close(),
  };
}
