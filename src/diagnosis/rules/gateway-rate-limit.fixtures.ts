import { failed, fromPlatform, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "our Envoy says so": {
      events: failed("UNAVAILABLE", 14, "local_rate_limited", { details: "; x-local-rate-limit: true" }),
    },
    "another gateway answers 429": { events: failed("UNAVAILABLE", 14, "Too Many Requests") },
  },
  negative: {
    "the account's quota": { events: failed("RESOURCE_EXHAUSTED", 8, "rate limit of the account", fromPlatform) },
  },
};
