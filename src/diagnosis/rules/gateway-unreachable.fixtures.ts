import { envoyFailed, unanswered, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "nobody answers": { events: unanswered, reachability: { online: true, sameOrigin: true, plainGet: "failed" } },
    "nothing else is known": { events: unanswered },
  },
  negative: {
    "no network": { events: unanswered, reachability: { online: false, sameOrigin: true, plainGet: "failed" } },
    "the gateway answered": { events: envoyFailed("delayed_connect_error:_Connection_refused") },
  },
};
