import { failed, fromPlatform, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "the place is named": {
      events: failed(
        "INVALID_ARGUMENT",
        3,
        "ssml: line 1, column 31: <emphasis> has no attribute level; it takes strength",
        fromPlatform,
      ),
    },
    "in words only": { events: failed("INVALID_ARGUMENT", 3, "Could not parse SSML document", fromPlatform) },
  },
  negative: {
    "another field": { events: failed("INVALID_ARGUMENT", 3, "text: holds the SSML tag <speak>", fromPlatform) },
    "markup that says nothing": { events: failed("INVALID_ARGUMENT", 3, "ssml: holds nothing to say", fromPlatform) },
  },
};
