import type { Logger } from "./logger.ts";

/** Something that has started and ends exactly once. */
export interface Span {
  /** Since the start, in milliseconds. */
  elapsedMs(): number;
  /**
   * Ends it, unless it has ended before.
   *
   * @param write gets the duration in milliseconds. What it throws is dropped: the work matters more than its record.
   */
  end(write: (durationMs: number) => void): void;
}

/**
 * Starts a span; its clock starts now. It ends with the page, or with the client, at the latest.
 *
 * @param writeCancelled the end that it gets then
 */
export function startSpan(
  logger: Pick<Logger, "monotonicMs" | "shutdown">,
  writeCancelled: (durationMs: number) => void,
): Span {
  const startedMs = logger.monotonicMs();
  const elapsedMs = () => logger.monotonicMs() - startedMs;
  let isOpen = true;

  function end(write: (durationMs: number) => void): void {
    if (!isOpen) return;
    isOpen = false;
    forget?.();
    try {
      write(elapsedMs());
    } catch {
      // See `write`.
    }
  }

  const forget = logger.shutdown?.onend(() => {
    end(writeCancelled);
  });
  return { elapsedMs, end };
}
