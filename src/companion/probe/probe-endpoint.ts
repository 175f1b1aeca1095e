import type { ProbeReport } from "../../wire/probe-report.ts";
import { sendJson } from "../http/responses.ts";
import type { HttpHandler } from "../http/rpc-handler.ts";

/** Facts so young are given again: a page that asks in a loop asks nothing of the platform. */
const freshMs = 3_000;

/**
 * Answers with what the companion sees when it looks at the platform. Those who ask at the same time share one look; it is
 * cancelled when the last of them has gone.
 */
export function createProbeEndpoint(
  look: (signal: AbortSignal) => Promise<ProbeReport>,
  nowMs: () => number = () => performance.now(),
): HttpHandler {
  let last: { facts: ProbeReport; atMs: number } | undefined;
  let running: { facts: Promise<ProbeReport>; stop: AbortController; waiting: number } | undefined;

  function begin() {
    const stop = new AbortController();
    const begun = { facts: look(stop.signal), stop, waiting: 0 };
    const forget = () => {
      if (running === begun) running = undefined;
    };
    begun.facts.then((facts) => {
      if (!stop.signal.aborted) last = { facts, atMs: nowMs() };
      forget();
    }, forget);
    // A look that is being cancelled is nobody's any more.
    stop.signal.addEventListener("abort", forget);
    return begun;
  }

  return (request, response) => {
    if (request.method !== "GET") return sendJson(response, 405, { reason: "use GET" }, { allow: "GET" });
    if (last !== undefined && nowMs() - last.atMs < freshMs) return sendJson(response, 200, last.facts);
    const mine = (running ??= begin());
    mine.waiting++;
    response.once("close", () => {
      if (--mine.waiting === 0) mine.stop.abort();
    });
    mine.facts.then(
      (facts) => {
        if (!response.destroyed) sendJson(response, 200, facts);
      },
      (error: unknown) => sendJson(response, 500, { reason: String(error) }),
    );
  };
}
