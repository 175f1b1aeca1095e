import { failed, fromPlatform, probed, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "the token server refused the probe": {
      events: failed("UNAUTHENTICATED", 16, "Failed to inject credential."),
      probe: probed({
        token: {
          ok: false,
          durationMs: 1,
          status: 401,
          errorCode: "unauthorized_client",
          errorMessage: "Invalid client or Invalid client credentials",
        },
      }),
    },
    "Envoy alone": { events: failed("UNAUTHENTICATED", 16, "Failed to inject credential.") },
    "a check": {
      events: [],
      probe: probed({
        token: {
          ok: false,
          durationMs: 1,
          status: 401,
          errorCode: "unauthorized_client",
          errorMessage: "Invalid client",
        },
      }),
    },
  },
  negative: {
    "the platform refused the right": { events: failed("PERMISSION_DENIED", 7, "no right", fromPlatform) },
    "the realm is unknown": {
      events: failed("UNAUTHENTICATED", 16, "Failed to inject credential."),
      probe: probed({
        token: {
          ok: false,
          durationMs: 1,
          status: 404,
          errorCode: "Realm does not exist",
          errorMessage: "Realm does not exist",
        },
      }),
    },
  },
};
