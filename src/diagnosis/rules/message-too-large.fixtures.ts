import { failed, fromPlatform, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "refused before sending": {
      events: failed("RESOURCE_EXHAUSTED", 8, "the message has 62914588 bytes, the platform accepts 62914560", {
        details: "; cause: MessageTooLarge",
      }),
    },
    "refused by Envoy": { events: failed("UNKNOWN", 2, "a message is larger than 62914560 bytes") },
    "an answer that is too large for a client": {
      events: failed("RESOURCE_EXHAUSTED", 8, "Received message larger than max (5291036 vs. 4194304)", fromPlatform),
    },
  },
  negative: {
    "the account's quota": { events: failed("RESOURCE_EXHAUSTED", 8, "hourly volume is used up", fromPlatform) },
  },
};
