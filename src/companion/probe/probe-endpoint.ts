import type { ProbeReport } from "../../wire/probe-report.ts";
import { sendJson } from "../http/responses.ts";
import type { HttpHandler } from "../http/rpc-handler.ts";

/** How long a report is reused, so that a page that polls does not probe the platform each time. */
const freshMs = 3_000;

/**
 * Responds with a report of the probe. Concurrent requests share one probe; it is
 * cancelled when the last of them has disconnected.
 */
export function createProbeEndpoint(
  probe: (signal: AbortSignal) => Promise<ProbeReport>,
  nowMs: () => number = () => performance.now(),
): HttpHandler {
  let last: { report: ProbeReport; atMs: number } | undefined;
  let running: { report: Promise<ProbeReport>; stop: AbortController; waiting: number } | undefined;

  function begin() {
    const stop = new AbortController();
    const begun = { report: probe(stop.signal), stop, waiting: 0 };
    const forget = () => {
      if (running === begun) running = undefined;
    };
    begun.report.then((report) => {
      if (!stop.signal.aborted) last = { report, atMs: nowMs() };
      forget();
    }, forget);
    // No request may join a probe that is being cancelled.
    stop.signal.addEventListener("abort", forget);
    return begun;
  }

  return (request, response) => {
    if (request.method !== "GET") return sendJson(response, 405, { reason: "use GET" }, { allow: "GET" });
    if (last !== undefined && nowMs() - last.atMs < freshMs) return sendJson(response, 200, last.report);
    const mine = (running ??= begin());
    mine.waiting++;
    response.once("close", () => {
      if (--mine.waiting === 0) mine.stop.abort();
    });
    mine.report.then(
      (report) => {
        if (!response.destroyed) sendJson(response, 200, report);
      },
      (error: unknown) => sendJson(response, 500, { reason: String(error) }),
    );
  };
}
