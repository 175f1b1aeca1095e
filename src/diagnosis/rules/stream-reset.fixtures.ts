import { failed, fromPlatform, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "the platform reset the stream": { events: failed("INVALID_ARGUMENT", 3, "protocol error: incomplete envelope") },
    "the connection was cut": {
      events: failed("UNKNOWN", 2, "network error", {
        details: "; cause: TypeError",
        response_data: { chunk_count: 1, server_request_uuid: "df45a653" },
      }),
    },
    "no trailers": { events: failed("UNKNOWN", 2, "missing trailer") },
    "a live call": { events: failed("UNAVAILABLE", 14, "the stream was cut: WebSocket closed with 1006") },
  },
  negative: {
    "refused by the platform": { events: failed("INVALID_ARGUMENT", 3, "voice_name: there is no voice", fromPlatform) },
  },
};
