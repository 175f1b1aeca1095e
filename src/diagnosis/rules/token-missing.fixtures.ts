import { failed, fromPlatform, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "a gateway answers 401": { events: failed("UNAUTHENTICATED", 16, "no") },
    "the platform says so": { events: failed("PERMISSION_DENIED", 7, "the call carries no token", fromPlatform) },
  },
  negative: {
    "the gateway has no token to add": { events: failed("UNAUTHENTICATED", 16, "Failed to inject credential.") },
  },
};
