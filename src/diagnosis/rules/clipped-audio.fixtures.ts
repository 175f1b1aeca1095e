import { recognised, sound, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "overdriven, and no word heard": {
      events: recognised({ transcript_length: 0 }),
      audio: sound({ clippingShare: 0.2 }),
    },
    "overdriven, and badly heard": {
      events: recognised({ transcript_length: 9, mean_confidence: 0.3 }),
      audio: sound({ clippingShare: 0.2 }),
    },
  },
  negative: {
    "overdriven, and well heard": {
      events: recognised({ transcript_length: 9, mean_confidence: 0.9 }),
      audio: sound({ clippingShare: 0.2 }),
    },
  },
};
