import { failed, fromPlatform, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "no sound": { events: failed("INVALID_ARGUMENT", 3, "audio: is empty", fromPlatform) },
    "no text": { events: failed("INVALID_ARGUMENT", 3, "text: is empty", fromPlatform) },
  },
  negative: {
    "a missing configuration": { events: failed("INVALID_ARGUMENT", 3, "config: is missing", fromPlatform) },
  },
};
