import { envoyFailed, probed, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "Envoy says so": {
      events: envoyFailed("TLS_error:|268435703:SSL_routines:OPENSSL_internal:WRONG_VERSION_NUMBER:TLS_error_end"),
    },
    "a check": {
      events: [],
      probe: probed({
        tls: {
          ok: false,
          durationMs: 3,
          certificates: [],
          errorCode: "ERR_SSL_WRONG_VERSION_NUMBER",
          errorMessage: "wrong version number",
        },
      }),
    },
  },
  negative: { refused: { events: envoyFailed("delayed_connect_error:_Connection_refused") } },
};
