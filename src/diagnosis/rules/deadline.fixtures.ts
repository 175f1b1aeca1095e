import { envoyFailed, failed, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "the client gave up": { events: failed("DEADLINE_EXCEEDED", 4, "the operation timed out") },
    "Envoy gave up first": { events: failed("UNAVAILABLE", 14, "downstream duration timeout") },
  },
  negative: { refused: { events: envoyFailed("delayed_connect_error:_Connection_refused") } },
};
