import { unanswered, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "another origin answers without leave to read": {
      events: unanswered,
      reachability: { online: true, sameOrigin: false, plainGet: "opaque" },
    },
  },
  negative: {
    "another origin lets the page read a plain GET": {
      events: unanswered,
      reachability: { online: true, sameOrigin: false, plainGet: 200 },
    },
    "the page's own origin": { events: unanswered, reachability: { online: true, sameOrigin: true, plainGet: 200 } },
    "nobody answers": { events: unanswered, reachability: { online: true, sameOrigin: false, plainGet: "failed" } },
  },
};
