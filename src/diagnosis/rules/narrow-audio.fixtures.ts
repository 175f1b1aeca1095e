import { recognised, sound, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "4 kHz, and no word heard": { events: recognised({ transcript_length: 0 }), audio: sound({ realRateHz: 4000 }) },
    "5.5 kHz, and badly heard": {
      events: recognised({ transcript_length: 9, mean_confidence: 0.3 }),
      audio: sound({ realRateHz: 5512 }),
    },
  },
  negative: {
    "4 kHz, and well heard": {
      events: recognised({ transcript_length: 9, mean_confidence: 0.9 }),
      audio: sound({ realRateHz: 4000 }),
    },
    "a telephone, and no word heard": {
      events: recognised({ transcript_length: 0 }),
      audio: sound({ realRateHz: 8000 }),
    },
    "4 kHz of silence": {
      events: recognised({ transcript_length: 0 }),
      audio: sound({ realRateHz: 4000, silenceShare: 1, levelDbfs: -80 }),
    },
  },
};
