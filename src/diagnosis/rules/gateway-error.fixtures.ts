import { envoyFailed, failed, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "502 with a page": { events: failed("UNAVAILABLE", 14, "<h1>Bad gateway</h1>") },
    "503 without a word": { events: failed("UNAVAILABLE", 14, "") },
  },
  negative: { "our own Envoy": { events: envoyFailed("delayed_connect_error:_Connection_refused") } },
};
