import { failed, probed, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "nobody listens there": {
      events: failed("UNAUTHENTICATED", 16, "Failed to inject credential."),
      probe: probed({
        token: {
          ok: false,
          durationMs: 1,
          errorCode: "ECONNREFUSED",
          errorMessage: "connect ECONNREFUSED 127.0.0.1:1",
        },
      }),
    },
    "a page of HTML in its place": {
      events: [],
      probe: probed({
        token: {
          ok: false,
          durationMs: 1,
          status: 200,
          errorCode: "HTTP_200",
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
