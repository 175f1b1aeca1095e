import { failed, recognised, succeeded, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "no word heard": { events: recognised({ transcript_length: 0, audio_seconds: 2 }) },
    "no sound came": { events: succeeded({ response_data: { audio_bytes: 0, chunk_count: 0 } }) },
  },
  negative: {
    "words heard": { events: recognised({ transcript_length: 12 }) },
    "a failed call gives nothing either": {
      events: failed("INTERNAL", 13, "x", { response_data: { audio_bytes: 0 } }),
    },
  },
};
