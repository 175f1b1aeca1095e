import { envoyFailed, failed, probed, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "Envoy gave up": {
      events: failed(
        "UNAVAILABLE",
        14,
        "upstream connect error or disconnect/reset before headers. retried and the latest reset reason: connection timeout [URX,UF]",
        { details: "; x-upstream-failure: URX,UF" },
      ),
    },
    "the probe's handshake was not answered": {
      events: envoyFailed("", "UF"),
      probe: probed({
        tls: {
          ok: false,
          durationMs: 5000,
          certificates: [],
          errorCode: "ETIMEDOUT",
          errorMessage: "no answer within 5000 ms",
        },
      }),
    },
    "a check": {
      events: [],
      probe: probed({
        tcp: { ok: false, durationMs: 5000, errorCode: "ETIMEDOUT", errorMessage: "no answer within 5000 ms" },
      }),
    },
  },
  negative: { refused: { events: envoyFailed("delayed_connect_error:_Connection_refused") } },
};
