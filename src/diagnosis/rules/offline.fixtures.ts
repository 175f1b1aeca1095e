import { unanswered, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "no network": { events: unanswered, reachability: { online: false, sameOrigin: true, plainGet: "failed" } },
  },
  negative: {
    "online, and nobody answers": {
      events: unanswered,
      reachability: { online: true, sameOrigin: true, plainGet: "failed" },
    },
  },
};
