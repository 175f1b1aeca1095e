import { failed, fromPlatform, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "404": { events: failed("UNIMPLEMENTED", 12, "<h1>Not found</h1>") },
    "a login page through Envoy": { events: failed("UNKNOWN", 2, "<form>Sign in</form>") },
    "a login page at the endpoint": {
      events: failed("UNKNOWN", 2, "the server answered 200 with text/html instead of gRPC-Web"),
    },
  },
  negative: {
    "the platform lacks the method": { events: failed("UNIMPLEMENTED", 12, "TTS.X is not implemented", fromPlatform) },
    "a gateway's 502": { events: failed("UNAVAILABLE", 14, "<h1>Bad gateway</h1>") },
  },
};
