import { describe, expect, it } from "vitest";
import type { LogEvent } from "../logging/log-event.ts";
import { readClues } from "./clues.ts";
import {
  envoyFailed,
  failed,
  failedSeen,
  fromPlatform,
  nginxPage,
  localFailed,
  restFailed,
  restTimedOut,
  succeeded,
  throughGateway,
  unanswered,
} from "./fixtures/failure-fixtures.ts";
import type { Hop } from "./hop.ts";

const wrapped = { ...throughGateway, content_type: "text/html", server: "nginx/1.27.3" };
const ends: [Hop, string, LogEvent[]][] = [
  ["browser", "a request that got no answer", unanswered],
  ["browser", "a call whose time was over", failed("DEADLINE_EXCEEDED", 4, "the operation timed out")],
  ["browser", "a request of the archive whose time was over", restTimedOut("signal timed out")],
  ["browser", "its own archive", localFailed("ArchiveError", "only WAV is stored: it has no RIFF header")],
  [
    "front_proxy",
    "HTTP without the gateway's mark",
    failedSeen("UNAVAILABLE", 14, "HTTP 504", { http_status: 504, server: "nginx" }),
  ],
  [
    "front_proxy",
    "an Envoy that is not ours",
    failedSeen("UNAVAILABLE", 14, "HTTP 503", {
      http_status: 503,
      content_type: "text/plain",
      body_text: "upstream connect error or disconnect/reset before headers. reset reason: connection timeout",
    }),
  ],
  [
    "front_proxy",
    "a page that our client names",
    failed("UNKNOWN", 2, "the server answered 200 with text/html instead of gRPC-Web"),
  ],
  [
    "unknown",
    "a redirect of another gateway, of which a browser shows no mark",
    failedSeen("UNAVAILABLE", 14, "the server answered with a redirect, which a call does not follow", {
      redirected: true,
      got_headers: true,
    }),
  ],
  [
    "front_proxy",
    "a redirect at the page's own gateway, which lets none pass",
    failedSeen("UNAVAILABLE", 14, "the server answered with a redirect, which a call does not follow", {
      redirected: true,
      got_headers: true,
      same_origin: true,
    }),
  ],
  ["gateway", "the flags of an earlier version", envoyFailed("delayed_connect_error:_Connection_refused")],
  [
    "gateway",
    "a reply of the gateway's own",
    failedSeen(
      "UNAVAILABLE",
      14,
      "upstream connect error or disconnect/reset before headers. reset reason: connection timeout",
      {
        ...throughGateway,
        gateway_details: "upstream_reset_before_response_started{connection_timeout}",
        gateway_flags: "UF",
      },
    ),
  ],
  ["gateway", "a bridge that is full", failed("RESOURCE_EXHAUSTED", 8, "the bridge is full: 64 of 64 calls")],
  ["platform_proxy", "a page behind the gateway", failedSeen("UNAVAILABLE", 14, nginxPage("502 Bad Gateway"), wrapped)],
  ["platform_proxy", "a page in a line of an earlier version", failed("UNAVAILABLE", 14, nginxPage("502 Bad Gateway"))],
  [
    "platform_proxy",
    "an answer without a content type",
    failedSeen("UNKNOWN", 2, "", { http_status: 200, gateway_details: "via_upstream" }),
  ],
  [
    "platform_proxy",
    "what gRPC core says of HTTP",
    failed("UNAVAILABLE", 14, "Received http2 header with status: 502"),
  ],
  ["platform_ingress", "a second Envoy", failedSeen("UNAVAILABLE", 14, "no healthy upstream", throughGateway)],
  ["platform", "a refusal with the platform's ID", failed("INVALID_ARGUMENT", 3, "text: is empty", fromPlatform)],
  ["platform", "UNAVAILABLE with the platform's ID", failed("UNAVAILABLE", 14, "draining", fromPlatform)],
  ["platform", "gRPC behind nginx", failedSeen("ABORTED", 10, "taken over", { ...throughGateway, server: "nginx" })],
  ["service", "INTERNAL with the platform's ID", failed("INTERNAL", 13, "an inner service is down", fromPlatform)],
  [
    "service",
    "a traceback",
    failedSeen("UNKNOWN", 2, "Exception calling application: list index out of range", throughGateway),
  ],
  ["client", "a native client without a connection", failed("UNAVAILABLE", 14, "failed to connect to all addresses")],
  ["platform", "the archive itself", restFailed(404, '{"detail":"Not Found"}')],
  ["platform", "an archive without a gateway", restFailed(403, "{}", { gateway_details: "", same_origin: false })],
  ["service", "a fault of the archive", restFailed(500, "{}")],
  [
    "platform_proxy",
    "a page in place of the archive",
    restFailed(502, "502 Bad Gateway", { content_type: "text/html" }),
  ],
  [
    "front_proxy",
    "an answer in the gateway's place",
    restFailed(504, "late", { gateway_details: "", content_type: "text/plain" }),
  ],
  ["gateway", "the gateway in place of the archive", restFailed(503, "no", { gateway_details: "cluster_not_found" })],
  ["unknown", "a stream that was torn", failed("UNKNOWN", 2, "missing trailer", fromPlatform)],
  ["unknown", "words that nobody is known by", failed("UNKNOWN", 2, "strange")],
];

describe("whoAnswered", () => {
  it.each(ends)("is %s for %s", (hop, _, events) => {
    const clues = readClues({ events });
    expect(clues.hop).toBe(hop);
    if (hop !== "unknown") expect(clues.hopEvidence).not.toHaveLength(0);
  });

  it("names the program of a proxy, and no program behind which the platform itself answered", () => {
    const serverOf = (events: LogEvent[]) => readClues({ events }).server;
    expect(serverOf(failedSeen("UNAVAILABLE", 14, nginxPage("502 Bad Gateway"), wrapped))).toBe("nginx");
    expect(serverOf(failedSeen("ABORTED", 10, "taken over", { ...throughGateway, server: "nginx" }))).toBeUndefined();
  });

  it("is the platform for a call that went well", () => {
    expect(readClues({ events: succeeded() }).hop).toBe("platform");
  });
});

it("reads a message of 200,000 letters once, whoever wrote it", () => {
  const said = failed("UNIMPLEMENTED", 12, "w".repeat(200_000));
  expect(readClues({ events: said }).code).toBe(12);
});
