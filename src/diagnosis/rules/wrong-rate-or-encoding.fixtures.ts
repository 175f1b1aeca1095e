import { failed, fromPlatform, recognised, sound, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "a rate out of range": {
      events: failed("INVALID_ARGUMENT", 3, "sample_rate_hertz: must be 8000 to 48000, got 1", fromPlatform),
    },
    "a header in the samples": {
      events: failed(
        "INVALID_ARGUMENT",
        3,
        "audio: begins with the header of a WAV file; send the bare samples without it",
        fromPlatform,
      ),
    },
    "half a sample": {
      events: failed(
        "INVALID_ARGUMENT",
        3,
        "audio: ends with 1 of the 2 bytes of a sample; encoding or audio_channel_count does not fit it",
        fromPlatform,
      ),
    },
    "another rate than stated, and no word heard": {
      events: recognised({ transcript_length: 0 }, { sample_rate: 8000 }),
      audio: sound(),
    },
  },
  negative: {
    "the stated rate, and no word heard": {
      events: recognised({ transcript_length: 0 }),
      audio: sound(),
    },
  },
};
