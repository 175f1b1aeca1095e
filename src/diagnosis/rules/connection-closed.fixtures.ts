import { envoyFailed, failed, probed, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "reset during the handshake": {
      events: envoyFailed("TLS_error:|33554536:system_library:OPENSSL_internal:Connection_reset_by_peer:TLS_error_end"),
      probe: probed({
        tls: { ok: false, durationMs: 1, certificates: [], errorCode: "ECONNRESET", errorMessage: "read ECONNRESET" },
      }),
    },
    "a TLS port that hangs up": {
      events: failed(
        "UNAVAILABLE",
        14,
        "upstream connect error or disconnect/reset before headers. reset reason: connection termination [UC]",
        { details: "; x-upstream-failure: UC" },
      ),
      probe: probed({
        tls: {
          ok: false,
          durationMs: 1,
          certificates: [],
          errorCode: "UNKNOWN",
          errorMessage: "the server closed the connection during the handshake",
        },
      }),
    },
  },
  negative: { refused: { events: envoyFailed("delayed_connect_error:_Connection_refused") } },
};
