import { recognised, sound, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "silence, as the log alone tells": {
      events: recognised(
        { transcript_length: 0 },
        {
          audio_rate_hz: 16000,
          audio_channels: 1,
          audio_level_dbfs: -80,
          audio_peak_dbfs: -70,
          audio_clipping_share: 0,
          audio_silence_share: 1,
          audio_real_rate_hz: 16000,
        },
      ),
    },
    "silence, and no word heard": {
      events: recognised({ transcript_length: 0, audio_seconds: 2 }),
      audio: sound({ levelDbfs: -80, peakDbfs: -70, silenceShare: 1 }),
    },
  },
  negative: {
    "speech, and no word heard": {
      events: recognised({ transcript_length: 0 }),
      audio: sound(),
    },
    "words heard in something quiet": {
      events: recognised({ transcript_length: 12 }),
      audio: sound({ levelDbfs: -80, peakDbfs: -70, silenceShare: 1 }),
    },
  },
};
