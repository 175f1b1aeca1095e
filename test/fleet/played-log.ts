import type { LogPositions } from "../../src/store/log-positions.ts";

/** The log of one browser that is played: lines that are added, nothing of a database. */
export interface PlayedLog extends Pick<LogPositions, "position" | "linesFrom"> {
  /** @param nowMs when they were logged, in milliseconds since the epoch */
  add(lines: readonly string[], nowMs: number): void;
  /** Resolves when lines were added since the last call, and a moment for more has passed, as the page's outbox waits. */
  grown(signal: AbortSignal): Promise<void>;
  /** When the oldest of so many lines from the beginning was added; forgets them. */
  take(count: number): number | undefined;
}

/** As in `src/shipping/serve-shipping.ts`, in milliseconds. */
const delayMs = 2_000;

/** A log without lines. */
export function playedLog(): PlayedLog {
  let lines: string[] = [];
  let times: number[] = [];
  let first = 0;
  let notice = Promise.withResolvers<void>();
  const epoch = "played";
  return {
    add(more, nowMs) {
      lines.push(...more);
      times.push(...more.map(() => nowMs));
      notice.resolve();
    },
    async grown(signal) {
      const ended = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
      await Promise.race([notice.promise, ended]);
      notice = Promise.withResolvers();
      await Promise.race([new Promise((resolve) => setTimeout(resolve, delayMs)), ended]);
    },
    take(count) {
      const oldestMs = times[0];
      [lines, times] = [lines.slice(count), times.slice(count)];
      first += count;
      return oldestMs;
    },
    async position() {
      const files = {} as Awaited<ReturnType<LogPositions["position"]>>["files"];
      return { epoch, files, firstPosition: first, nextPosition: first + lines.length };
    },
    async linesFrom(_epoch, position) {
      return { epoch, position: Math.max(position, first), lines: lines.slice(Math.max(0, position - first)) };
    },
  };
}
