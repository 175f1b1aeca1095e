import { failed, fromPlatform, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "the platform refused": {
      events: failed("PERMISSION_DENIED", 7, "no right for synthesis", { ...fromPlatform, auth_present: true }),
    },
    "a gateway answers 403": { events: failed("PERMISSION_DENIED", 7, "no") },
  },
  negative: {
    "the token had expired": {
      events: failed("PERMISSION_DENIED", 7, "the token is invalid or expired", fromPlatform),
    },
  },
};
