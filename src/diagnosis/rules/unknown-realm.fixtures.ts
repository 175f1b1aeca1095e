import { failed, probed, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "the token server knows no such realm": {
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
    "a check": {
      events: [],
      probe: probed({
        token: {
          ok: false,
          durationMs: 1,
          status: 404,
          errorCode: "HTTP_404",
          errorMessage: "no access_token in the answer",
        },
      }),
    },
  },
  negative: {
    "the secret is wrong": {
      events: failed("UNAUTHENTICATED", 16, "Failed to inject credential."),
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
};
