import { failed, fromPlatform, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "the field is named": {
      events: failed(
        "INVALID_ARGUMENT",
        3,
        'model: "nope" does not exist; existing models: moonshine-tiny-en (en)',
        fromPlatform,
      ),
    },
    "in words only": { events: failed("NOT_FOUND", 5, "Requested model is not available", fromPlatform) },
  },
  negative: {
    "another field, whose refusal speaks of models": {
      events: failed(
        "FAILED_PRECONDITION",
        9,
        'language_code: no engine recognises "tlh" here; existing models: moonshine-tiny-en (en)',
        fromPlatform,
      ),
    },
  },
};
