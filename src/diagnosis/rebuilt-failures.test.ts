import { describe, expect, it } from "vitest";
import type { LogEvent } from "../logging/log-event.ts";
import { readClues } from "./clues.ts";
import type { SeenAnswer } from "../logging/seen-answer.ts";
import { diagnose } from "./diagnose.ts";
import type { FailureCase } from "./failure-case.ts";
import {
  failed,
  failedSeen,
  fromPlatform,
  throughGateway,
  unanswered,
  type Fixtures,
} from "./fixtures/failure-fixtures.ts";
import type { Hop } from "./hop.ts";
import { rules } from "./rules.ts";

const files = import.meta.glob<{ fixtures: Fixtures }>("./fixtures/**/*.fixtures.ts", { eager: true });
const fixturesOf = (cause: string) =>
  Object.entries(files).find(([path]) => path.endsWith(`/${cause}.fixtures.ts`))![1].fixtures;

/** What once was named wrong or not at all: the failure, who ends it, its cause, and the fixture of it. */
const rebuilt: [string, Hop, string, string][] = [
  ["intermediate not sent", "gateway", "intermediate-missing", "only the own certificate is sent"],
  ["CN without SAN", "gateway", "certificate-without-names", "a common name only"],
  ["TLS 1.1 only", "gateway", "tls-version", "TLS 1.1 only"],
  ["no common cipher", "gateway", "no-common-cipher", "the server says so"],
  ["clientAuth-only certificate", "gateway", "certificate-purpose", "a certificate for clients only"],
  [
    "client certificate asked for, TLS 1.2",
    "gateway",
    "client-certificate-wanted",
    "TLS 1.2, and the probe was asked for one",
  ],
  ["client certificate asked for, TLS 1.3", "gateway", "client-certificate-wanted", "TLS 1.3"],
  ["client certificate asked for, grpcio", "gateway", "client-certificate-wanted", "grpcio with require_client_auth"],
  [
    "client certificate asked for, nginx",
    "platform_proxy",
    "client-certificate-wanted",
    "nginx with ssl_verify_client",
  ],
  ["client certificate expired", "gateway", "client-certificate-expired", "the alert"],
  ["client certificate of a foreign CA", "gateway", "client-certificate-foreign", "the alert"],
  ["key of another certificate", "gateway", "client-key-mismatch", "the key is of another certificate"],
  ["intercepting proxy", "gateway", "intercepting-proxy", "a security product issues"],
  ["301 to https", "platform_proxy", "proxy-redirects", "nginx sends to https"],
  ["403 allow-list page", "platform_proxy", "proxy-forbids", "an allow-list of nginx"],
  ["401 Basic", "platform_proxy", "proxy-sign-in", "Basic of nginx"],
  ["500 page", "platform_proxy", "gateway-error", "500 of nginx"],
  ["504 page", "platform_proxy", "proxy-timeout", "504 of nginx before the platform"],
  ["525 page", "platform_proxy", "proxy-tls-failed", "525 of Cloudflare"],
  ["464 with empty body", "platform_proxy", "balancer-protocol", "464 with an empty body"],
  ["trailers dropped", "unknown", "trailers-dropped", "the answer came whole, without a status"],
  [
    "proxy_pass before a gRPC port",
    "platform_proxy",
    "gateway-error",
    "502 of nginx with proxy_pass before a port of gRPC",
  ],
  ["header of 40 kB", "front_proxy", "header-too-large", "a header of 40 kB at a proxy before the gateway"],
  ["504 by a proxy before this page", "front_proxy", "proxy-timeout", "504 of a proxy before the gateway"],
  [
    "silent stream cut by a proxy before this page",
    "unknown",
    "silent-stream-cut",
    "a proxy before this page, after a minute",
  ],
  ["no healthy upstream", "platform_ingress", "ingress-no-service", "no healthy upstream"],
  ["pod unreachable", "platform_ingress", "ingress-unreachable", "the pod is unreachable"],
  ["route timeout", "platform_ingress", "ingress-timeout", "the time of the route is over"],
  ["overflow", "platform_ingress", "ingress-overflow", "a circuit breaker"],
  [
    "expired certificate behind the ingress",
    "platform_ingress",
    "ingress-certificate",
    "an expired certificate behind it",
  ],
  ["token server: HTML with 200", "gateway", "token-answer-foreign", "HTML with 200"],
  ["token server: 301 to https", "gateway", "token-redirect", "301 to https"],
  ["token server: 429 with Retry-After", "gateway", "token-rate-limited", "429 with Retry-After"],
  ["token server: HTTPS required", "gateway", "token-https-required", "Keycloak"],
  ["token server: life time 0", "unknown", "token-zero-lifetime", "the probe got one"],
  ["token server: empty 200s", "unknown", "token-answer-foreign", "an empty 200, in a check"],
  ["UNKNOWN with a CUDA error", "service", "service-fault", "UNKNOWN with an error of CUDA"],
  ["traceback", "service", "service-traceback", "a traceback"],
  ["INTERNAL without id", "service", "service-fault", "INTERNAL without a request ID"],
  ["RESOURCE_EXHAUSTED of CUDA", "service", "service-out-of-memory", "RESOURCE_EXHAUSTED of CUDA"],
  ["model loading", "platform", "service-loading", "the model is loading"],
  ["max connection age", "client", "connection-max-age", "gRPC core"],
  ["too many pings", "client", "too-many-pings", "gRPC core"],
  ["RST_STREAM with ENHANCE_YOUR_CALM", "client", "calls-too-fast", "gRPC core"],
  ["RST_STREAM with REFUSED_STREAM", "gateway", "stream-refused", "Envoy"],
  ["RST_STREAM with INTERNAL_ERROR", "gateway", "gateway-no-upstream", "reset with INTERNAL_ERROR"],
  [
    "RST_STREAM with PROTOCOL_ERROR",
    "gateway",
    "gateway-no-upstream",
    "reset with PROTOCOL_ERROR, where HTTP/2 is known to be good",
  ],
  ["killed before the first byte", "gateway", "gateway-no-upstream", "killed before the first byte, and up again"],
  ["killed midway", "unknown", "stream-reset", "killed midway"],
  ["compressed reply", "service", "compressed-answer", "through the gateway"],
  ["ABORTED", "platform", "platform-refused", "no rule knows its words"],
  ["SSH on the port, with TLS", "gateway", "other-protocol", "SSH on the port, with TLS"],
  ["SSH on the port, without TLS", "gateway", "other-protocol", "SSH on the port, plain"],
  ["extension blocks the call", "browser", "extension-blocks", "at once, while a plain request is answered"],
  ["offline during a stream", "unknown", "went-offline", "offline during a stream"],
  ["name of the endpoint does not resolve", "browser", "endpoint-name", "the name has no address"],
  ["CORS hides grpc-status", "unknown", "status-hidden", "CORS hides grpc-status"],
];

describe("a failure that was rebuilt", () => {
  it.each(rebuilt)("%s: %s, %s", (_, hop, cause, title) => {
    const failureCase = fixturesOf(cause).positive[title];
    expect(failureCase, title).toBeDefined();
    expect(diagnose(failureCase!)).toMatchObject({
      cause,
      hop,
      confidence: expect.stringMatching(/^(?:certain|likely)$/),
    });
  });
});

/** Failures that no rule knows, of each hop. */
const invented: [Hop, string, LogEvent[]][] = [
  ["browser", "no-answer", unanswered],
  ["front_proxy", "front-proxy-answered", failedSeen("UNKNOWN", 2, "HTTP 520", { http_status: 520, server: "edge" })],
  [
    "gateway",
    "gateway-no-upstream",
    failedSeen(
      "UNAVAILABLE",
      14,
      "upstream connect error or disconnect/reset before headers. reset reason: quic idle",
      {
        ...throughGateway,
        gateway_details: "upstream_reset_before_response_started{quic_idle}",
        gateway_flags: "UC",
      },
    ),
  ],
  [
    "gateway",
    "gateway-refused",
    failedSeen("PERMISSION_DENIED", 7, "not today", { gateway_details: "ext_authz_denied" }),
  ],
  [
    "platform_proxy",
    "platform-proxy-answered",
    failedSeen("UNKNOWN", 2, "weird", { ...throughGateway, content_type: "text/plain" }),
  ],
  ["platform_ingress", "ingress-failed", failedSeen("PERMISSION_DENIED", 7, "RBAC: access denied", throughGateway)],
  ["platform", "platform-refused", failed("OUT_OF_RANGE", 11, "the tape is over", fromPlatform)],
  ["service", "service-fault", failed("DATA_LOSS", 15, "the page is torn", fromPlatform)],
  ["client", "client-disconnected", failed("UNKNOWN", 2, "Stream removed")],
  ["unknown", "not_known", failed("UNKNOWN", 2, "strange")],
];

describe("a failure that no rule knows", () => {
  it.each(invented)("of %s is said as %s, and nothing more", (hop, cause, events) => {
    expect(diagnose({ events })).toMatchObject({ hop, cause });
  });
});

const generals = new Set(rules.filter(({ isGeneral }) => isGeneral).map(({ cause }) => cause));

/** The cause itself, and all that it is a case of. */
function withinTruth(cause: string): Set<string> {
  const found = new Set([cause]);
  for (const one of found)
    for (const wider of rules.find((rule) => rule.cause === one)?.refines ?? []) found.add(wider);
  return found;
}

/** An object without one of its fields. */
function without<T extends object, K extends keyof T>(whole: T, name: K): Omit<T, K> {
  return Object.fromEntries(Object.entries(whole).filter(([other]) => other !== name)) as Omit<T, K>;
}

/** A case with one thing less known: a fact of the answer, a step of the probe, what the browser found, the other calls, the sound. */
function* withLess(failureCase: FailureCase): Generator<FailureCase> {
  const { events, probe, ...rest } = failureCase;
  const end = events.at(-1);
  for (const name of Object.keys(end?.error?.seen ?? {})) {
    const seen = without(end!.error!.seen!, name as keyof SeenAnswer);
    yield { ...failureCase, events: [...events.slice(0, -1), { ...end!, error: { ...end!.error!, seen } }] };
  }
  for (const name of ["error_message", "grpc_details", "seen"] as const) {
    if (end?.error?.[name] === undefined) continue;
    const less = { error_message: "", ...without(end.error, name) } as NonNullable<LogEvent["error"]>;
    yield { ...failureCase, events: [...events.slice(0, -1), { ...end, error: less }] };
  }
  if (probe) {
    yield { events, ...rest };
    for (const name of ["tcp", "tls", "http2", "token", "speaks"] as const) {
      yield { ...failureCase, probe: without(probe, name) };
    }
  }
  for (const name of ["reachability", "neighbours", "audio"] as const) {
    if (failureCase[name] !== undefined) yield without(failureCase, name);
  }
}

/** Fixtures with a known cause. */
const known = Object.entries(files).flatMap(([path, { fixtures }]) => {
  const cause = path.replace(/^.*\/|\.fixtures\.ts$/g, "");
  const all = { ...fixtures.positive, ...fixtures.guessed };
  return Object.entries(all).map(([title, failureCase]) => ({ cause, title, failureCase }));
});

describe("with evidence missing", () => {
  it("no wrong cause is ever certain or likely, whatever two pieces are not known", () => {
    const wrong = new Set<string>();
    let count = 0;
    for (const { cause, title, failureCase } of known) {
      const { hop } = readClues(failureCase);
      const truth = withinTruth(cause);
      for (const less of [failureCase, ...withLess(failureCase)].flatMap((one) => [one, ...withLess(one)])) {
        const found = diagnose(less);
        count++;
        if (!found || found.confidence === "none") continue;
        if (generals.has(found.cause) ? hop === "unknown" || found.hop === hop : truth.has(found.cause)) continue;
        wrong.add(`${cause} (${title}): ${found.cause}, ${found.confidence}`);
      }
    }
    expect(count).toBeGreaterThan(2000);
    expect([...wrong]).toEqual([]);
  });
});
