import { recognised, type Fixtures } from "../fixture.ts";

const audio = {
  seconds: 2,
  sampleRateHz: 16000,
  channelCount: 1,
  levelDbfs: -20,
  peakDbfs: -3,
  clippingShare: 0,
  silenceShare: 0.3,
  realRateHz: 4000,
};

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "4 kHz, and no word heard": { events: recognised({ transcript_length: 0 }), audio },
    "5.5 kHz, and badly heard": {
      events: recognised({ transcript_length: 9, mean_confidence: 0.3 }),
      audio: { ...audio, realRateHz: 5512 },
    },
  },
  negative: {
    "4 kHz, and well heard": { events: recognised({ transcript_length: 9, mean_confidence: 0.9 }), audio },
    "a telephone, and no word heard": {
      events: recognised({ transcript_length: 0 }),
      audio: { ...audio, realRateHz: 8000 },
    },
    "4 kHz of silence": {
      events: recognised({ transcript_length: 0 }),
      audio: { ...audio, silenceShare: 1, levelDbfs: -80 },
    },
  },
};
