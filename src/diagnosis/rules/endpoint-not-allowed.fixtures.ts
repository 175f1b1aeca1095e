import { unanswered, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "the browser reported a violation": {
      events: unanswered,
      neighbours: [
        {
          timestamp: "2026-11-23T09:47:17.000Z",
          level: "WARNING",
          event: "system_policy_violation",
          message: "The content security policy stopped connect-src",
          session_id: "session",
          seq: 3,
          data: { directive: "connect-src", blocked: "http://127.0.0.1:8080/mts" },
        },
      ],
    },
  },
  negative: {
    "a violation of another place": {
      events: unanswered,
      neighbours: [
        {
          timestamp: "2026-11-23T09:47:17.000Z",
          level: "WARNING",
          event: "system_policy_violation",
          message: "The content security policy stopped img-src",
          session_id: "session",
          seq: 3,
          data: { directive: "img-src", blocked: "https://other.example/x" },
        },
      ],
    },
  },
};
