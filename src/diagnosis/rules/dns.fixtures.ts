import { envoyFailed, failed, probed, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "the probe could not resolve it": {
      events: failed("UNAVAILABLE", 14, "no healthy upstream [UH] - no_healthy_upstream", {
        details: "; x-upstream-failure: UH",
      }),
      probe: probed({
        dns: {
          ok: false,
          durationMs: 1,
          addresses: [],
          errorCode: "ENOTFOUND",
          errorMessage: "getaddrinfo ENOTFOUND no-such-host.invalid",
        },
      }),
    },
    "Envoy alone": {
      events: failed("UNAVAILABLE", 14, "no healthy upstream [UH] - no_healthy_upstream", {
        details: "; x-upstream-failure: UH",
      }),
    },
    "a check": {
      events: [],
      probe: probed({
        dns: { ok: false, durationMs: 1, addresses: [], errorCode: "EAI_AGAIN", errorMessage: "getaddrinfo EAI_AGAIN" },
      }),
    },
  },
  negative: { refused: { events: envoyFailed("delayed_connect_error:_Connection_refused") } },
};
