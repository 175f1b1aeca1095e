import { failed, probed, succeeded, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "a check of TLS that does not answer": {
      events: [],
      probe: probed({
        tls: { ok: true, durationMs: 1, version: "TLSv1.3", alpn: null, trusted: true, certificates: [] },
      }),
    },
    "what grpcio says, in an imported log": {
      events: failed(
        "UNAVAILABLE",
        14,
        "failed to connect to all addresses; last error: UNKNOWN: ipv4:192.0.2.1:443: Cannot check peer: missing selected ALPN property.",
      ),
    },
  },
  negative: {
    "a call that went well all the same": {
      events: succeeded(),
      probe: probed({
        tls: { ok: true, durationMs: 1, version: "TLSv1.3", alpn: null, trusted: true, certificates: [] },
      }),
    },
    "a healthy check": { events: [], probe: probed() },
    "HTTP/1.1 behind it": {
      events: failed(
        "UNAVAILABLE",
        14,
        "upstream connect error or disconnect/reset before headers. reset reason: protocol error [UPE] - upstream_reset_before_response_started{protocol_error}",
        { details: "; x-upstream-failure: UPE" },
      ),
      probe: probed({
        tls: { ok: true, durationMs: 1, version: "TLSv1.3", alpn: null, trusted: true, certificates: [] },
        http2: { ok: false, durationMs: 4, errorCode: "ERR_HTTP2_ERROR", errorMessage: "Protocol error" },
      }),
    },
  },
};
