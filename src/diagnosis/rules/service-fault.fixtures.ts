import { failed, fromPlatform, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "INTERNAL of the platform": { events: failed("INTERNAL", 13, "an inner service is down", fromPlatform) },
  },
  negative: { "a quota": { events: failed("RESOURCE_EXHAUSTED", 8, "no", fromPlatform) } },
};
