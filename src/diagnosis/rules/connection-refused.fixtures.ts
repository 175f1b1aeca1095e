import { envoyFailed, failed, fromPlatform, probed, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "Envoy says so": { events: envoyFailed("delayed_connect_error:_Connection_refused") },
    "the probe says so": {
      events: envoyFailed("", "UF"),
      probe: probed({
        tcp: { ok: false, durationMs: 1, errorCode: "ECONNREFUSED", errorMessage: "connect ECONNREFUSED 127.0.0.1:1" },
      }),
    },
  },
  negative: {
    "the platform answered, whatever a probe saw later": {
      events: failed("PERMISSION_DENIED", 7, "no", fromPlatform),
      probe: probed({ tcp: { ok: false, durationMs: 1, errorCode: "ECONNREFUSED" } }),
    },
    "a healthy check": { events: [], probe: probed() },
  },
};
