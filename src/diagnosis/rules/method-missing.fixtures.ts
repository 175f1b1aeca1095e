import { failed, fromPlatform, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "the platform says so": {
      events: failed(
        "UNIMPLEMENTED",
        12,
        "mts.ai.audiogram.tts.v2.TTS.StreamingSynthesize is not implemented",
        fromPlatform,
      ),
    },
    "a server without request ids": {
      events: failed("UNIMPLEMENTED", 12, "unknown service mts.ai.audiogram.tts.v2.TTS"),
    },
  },
  negative: { "a web server": { events: failed("UNIMPLEMENTED", 12, "<h1>Not found</h1>") } },
};
