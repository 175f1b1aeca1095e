import { failed, fromPlatform, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "there is none": { events: failed("UNIMPLEMENTED", 12, "no live calls here: the bridge answered HTTP 404") },
    "it is full": { events: failed("RESOURCE_EXHAUSTED", 8, "the bridge is full: 64 of 64 calls") },
    "it refused": { events: failed("PERMISSION_DENIED", 7, "the bridge refused this call") },
    "none is configured": {
      events: failed("UNIMPLEMENTED", 12, "live calls need a bridge, and none is configured: set bridgeUrl"),
    },
  },
  negative: {
    "the account's quota": { events: failed("RESOURCE_EXHAUSTED", 8, "hourly volume is used up", fromPlatform) },
  },
};
