import { failed, fromPlatform, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "the platform refused": { events: failed("RESOURCE_EXHAUSTED", 8, "hourly volume is used up", fromPlatform) },
  },
  negative: {
    "the message was too large": {
      events: failed("RESOURCE_EXHAUSTED", 8, "the message has 62914588 bytes, the platform accepts 62914560", {
        details: "; cause: MessageTooLarge",
      }),
    },
  },
};
