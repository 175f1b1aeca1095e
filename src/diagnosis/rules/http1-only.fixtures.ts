import { envoyFailed, failed, probed, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "TLS offers only http/1.1": {
      events: envoyFailed(
        "TLS_error:|268436576:SSL_routines:OPENSSL_internal:TLSV1_ALERT_NO_APPLICATION_PROTOCOL:TLS_error_end",
      ),
    },
    "plain HTTP/1.1": {
      events: failed(
        "UNAVAILABLE",
        14,
        "upstream connect error or disconnect/reset before headers. reset reason: protocol error [UPE] - upstream_reset_before_response_started{protocol_error}",
        { details: "; x-upstream-failure: UPE" },
      ),
      probe: probed({
        http2: { ok: false, durationMs: 4, errorCode: "ERR_HTTP2_ERROR", errorMessage: "Protocol error" },
      }),
    },
    "Envoy alone": {
      events: failed(
        "UNAVAILABLE",
        14,
        "upstream connect error or disconnect/reset before headers. reset reason: protocol error [UPE] - upstream_reset_before_response_started{protocol_error}",
        { details: "; x-upstream-failure: UPE" },
      ),
    },
    "TLS without ALPN, HTTP/1.1 behind": {
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
  negative: {
    "HTTP/2 without ALPN": {
      events: [],
      probe: probed({
        tls: { ok: true, durationMs: 1, version: "TLSv1.3", alpn: null, trusted: true, certificates: [] },
      }),
    },
  },
};
