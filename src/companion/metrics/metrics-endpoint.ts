import { readSmallBody } from "../http/read-body.ts";
import { sendJson, sendText } from "../http/responses.ts";
import type { HttpHandler } from "../http/rpc-handler.ts";
import { isOwnPage } from "../http/same-origin.ts";

/** Largest text that a page may report, in bytes. */
const maxReportBytes = 2_000_000;
/** What the endpoint says of itself, after the metrics of the page. */
const ageName = "audiokit_exporter_last_report_timestamp_seconds";

/**
 * Serves the metrics that the console's own page last reported, in the text format of Prometheus: the page counts, because only it has
 * the log. `GET` is for scrapers; only a page of this server may `POST`. Without a page that is open the numbers stand still, which
 * `audiokit_exporter_last_report_timestamp_seconds` tells.
 */
export function createMetricsEndpoint(nowMs: () => number = Date.now): HttpHandler {
  let report = "";
  let reportedMs: number | undefined;

  return (request, response) => {
    const refuse = (status: number, reason: string, headers = {}) => sendJson(response, status, { reason }, headers);
    if (request.method === "GET" || request.method === "HEAD") {
      const age = `# HELP ${ageName} When a page last reported; 0: none has\n# TYPE ${ageName} gauge\n`;
      const text = `${report}${age}${ageName} ${String((reportedMs ?? 0) / 1000)}\n`;
      return sendText(response, 200, text, { "content-type": "text/plain; version=0.0.4; charset=utf-8" });
    }
    if (request.method !== "POST") return refuse(405, "use GET or POST", { allow: "GET, HEAD, POST" });
    if (!isOwnPage(request.headers)) return refuse(403, "only the page of this server may report metrics");
    readSmallBody(request, maxReportBytes).then(
      (text) => {
        if (text === undefined) return refuse(413, `a report has at most ${String(maxReportBytes)} bytes`);
        if (!isReport(text)) return refuse(400, "this is no text of metrics");
        [report, reportedMs] = [text, nowMs()];
        sendJson(response, 200, {});
      },
      () => refuse(408, "the report came too slowly"),
    );
  };
}

/** A text that is passed on to a scraper must be metrics of the console and nothing else. */
const line =
  /^(?:# (?:HELP|TYPE) (?:rpc_client|audiokit)_\w+ [^\n]*|(?:rpc_client|audiokit)_\w+(?:\{[^\n]*\})? -?[\d.eE+]+)$/;

function isReport(text: string): boolean {
  return (
    text === "" ||
    (text.endsWith("\n") &&
      text
        .slice(0, -1)
        .split("\n")
        .every((one) => line.test(one)))
  );
}
