import { failed, fromPlatform, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "the field is named": {
      events: failed(
        "INVALID_ARGUMENT",
        3,
        'voice_name: there is no voice "nobody"; there are borisova, kishchik',
        fromPlatform,
      ),
    },
    "in words only": { events: failed("NOT_FOUND", 5, "Voice nobody was not found", fromPlatform) },
  },
  negative: {
    "another field, whose refusal speaks of voices": {
      events: failed(
        "INVALID_ARGUMENT",
        3,
        'language_code: there is no voice for "tlh"; there are ru, en',
        fromPlatform,
      ),
    },
  },
};
