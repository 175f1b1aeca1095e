import { failed, probed, type Fixtures } from "../fixture.ts";

const plain = probed({
  useSsl: false,
  http2: {
    ok: false,
    durationMs: 1,
    errorCode: "UNKNOWN",
    errorMessage: "the server closed the connection without HTTP/2 settings",
  },
});
delete plain.tls;

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "the probe was hung up on, too": {
      events: failed(
        "UNAVAILABLE",
        14,
        "upstream connect error or disconnect/reset before headers. reset reason: connection termination [UC] - upstream_reset_before_response_started{connection_termination}",
        { details: "; x-upstream-failure: UC" },
      ),
      probe: plain,
    },
    "Envoy alone": {
      events: failed("UNAVAILABLE", 14, "reset reason: connection termination [UC]", {
        details: "; x-upstream-failure: UC",
      }),
    },
    "a check": { events: [], probe: plain },
  },
  negative: {
    "TLS is configured": {
      events: failed("UNAVAILABLE", 14, "reset reason: connection termination [UC]", {
        details: "; x-upstream-failure: UC",
      }),
      probe: probed(),
    },
  },
};
