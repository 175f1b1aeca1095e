import { collectMetrics } from "../../metrics/collect-metrics.ts";
import type { Metrics } from "../../metrics/metric.ts";
import { prometheusText } from "../../metrics/prometheus-text.ts";
import type { LogReader } from "../../store/log-store.ts";
import { metricsPath } from "../../wire/paths.ts";

/** Between two reports, in milliseconds: as often as Prometheus usually asks. */
const everyMs = 15_000;

/** The metrics of a log as it is now; undefined while it is empty. @param hasOwnCalls counts calls of the console itself */
export async function logMetrics(
  log: Pick<LogReader, "summarize" | "measure" | "getLogStats">,
  hasOwnCalls: boolean,
  signal?: AbortSignal,
): Promise<Metrics | undefined> {
  const { firstMs, lastMs } = await log.summarize({}, signal);
  if (firstMs === undefined || lastMs === undefined) return undefined;
  const { totalBytes, quotaBytes, usageBytes } = await log.getLogStats();
  const gauges = {
    logBytes: totalBytes,
    ...(quotaBytes !== undefined && { quotaBytes }),
    ...(usageBytes !== undefined && { usageBytes }),
  };
  const span = { startMs: firstMs, timeMs: lastMs + 1, hasOwnCalls };
  return collectMetrics((request) => log.measure(request, signal), span, gauges);
}

/** What the reports need from outside. */
export interface ReportDeps {
  log: Pick<LogReader, "summarize" | "measure" | "getLogStats">;
  fetch: typeof fetch;
  locks: Pick<LockManager, "request">;
  /** Ends the reports; default: with the page. */
  signal?: AbortSignal;
  /** Waits between two reports, in milliseconds. */
  pauseMs?: number;
}

/**
 * Reports the metrics of the live log to the companion, again and again, from one of all tabs: another one goes on when it is closed.
 * A report that fails is made up for by the next.
 *
 * @returns when it has ended
 */
export async function reportMetrics({
  log,
  fetch,
  locks,
  signal = new AbortController().signal,
  pauseMs = everyMs,
}: ReportDeps): Promise<void> {
  const run = async () => {
    while (!signal.aborted) {
      try {
        const metrics = await logMetrics(log, true, signal);
        const body = metrics === undefined ? "" : prometheusText(metrics);
        await fetch(metricsPath, { method: "POST", body, signal });
      } catch {
        // The next one has all that this one had.
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  };
  await locks.request("audiokit-metrics", { signal }, run).catch(() => undefined);
}
