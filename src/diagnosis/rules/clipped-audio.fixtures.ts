import { recognised, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "overdriven, and no word heard": {
      events: recognised({ transcript_length: 0 }),
      audio: {
        seconds: 2,
        sampleRateHz: 16000,
        channelCount: 1,
        levelDbfs: -20,
        peakDbfs: -3,
        clippingShare: 0.2,
        silenceShare: 0.3,
        realRateHz: 16000,
      },
    },
    "overdriven, and badly heard": {
      events: recognised({ transcript_length: 9, mean_confidence: 0.3 }),
      audio: {
        seconds: 2,
        sampleRateHz: 16000,
        channelCount: 1,
        levelDbfs: -20,
        peakDbfs: -3,
        clippingShare: 0.2,
        silenceShare: 0.3,
        realRateHz: 16000,
      },
    },
  },
  negative: {
    "overdriven, and well heard": {
      events: recognised({ transcript_length: 9, mean_confidence: 0.9 }),
      audio: {
        seconds: 2,
        sampleRateHz: 16000,
        channelCount: 1,
        levelDbfs: -20,
        peakDbfs: -3,
        clippingShare: 0.2,
        silenceShare: 0.3,
        realRateHz: 16000,
      },
    },
  },
};
