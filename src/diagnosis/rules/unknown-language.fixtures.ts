import { failed, fromPlatform, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    synthesis: {
      events: failed(
        "INVALID_ARGUMENT",
        3,
        'language_code: there is no voice for "tlh"; there are ru, en',
        fromPlatform,
      ),
    },
    recognition: {
      events: failed(
        "FAILED_PRECONDITION",
        9,
        'language_code: no engine recognises "tlh" here; existing models: moonshine-tiny-en (en)',
        fromPlatform,
      ),
    },
  },
  negative: {
    "a voice": { events: failed("INVALID_ARGUMENT", 3, 'voice_name: there is no voice "nobody"', fromPlatform) },
  },
};
