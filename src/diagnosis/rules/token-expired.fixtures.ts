import { failed, fromPlatform, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "the last token had ended": {
      events: failed("PERMISSION_DENIED", 7, "denied", { ...fromPlatform, auth_present: true }),
      neighbours: [
        {
          timestamp: "2026-11-23T09:40:00.000Z",
          level: "INFO",
          event: "auth_token_request",
          message: "got a token",
          success: true,
          session_id: "session",
          seq: 1,
          data: { expires_in: 300 },
        },
      ],
    },
    "the gateway's token had ended, though that was heard of late": {
      events: failed("PERMISSION_DENIED", 7, "denied", { ...fromPlatform, auth_present: true }),
      neighbours: [
        {
          timestamp: "2026-11-23T09:47:10.000Z",
          level: "INFO",
          event: "auth_token_renewal",
          message: "The gateway renewed its token",
          success: true,
          session_id: "session",
          seq: 1,
          data: { expires_in: 300, at: "2026-11-23T09:40:00.000Z" },
        },
      ],
    },
    "the page knew that its token was over": {
      events: failed("PERMISSION_DENIED", 7, "denied", { ...fromPlatform, auth_present: true }),
      neighbours: [
        {
          timestamp: "2026-11-23T09:47:16.000Z",
          level: "ERROR",
          event: "auth_token_expired",
          message: "The page calls with a token whose time is over (expired)",
          success: false,
          session_id: "session",
          seq: 1,
          data: { expires_in: -3600, reason: "expired" },
        },
      ],
    },
    "the platform says so": {
      events: failed("PERMISSION_DENIED", 7, "the token is invalid or expired", {
        ...fromPlatform,
        auth_present: true,
      }),
    },
  },
  negative: {
    "the token was fresh": {
      events: failed("PERMISSION_DENIED", 7, "denied", { ...fromPlatform, auth_present: true }),
      neighbours: [
        {
          timestamp: "2026-11-23T09:46:00.000Z",
          level: "INFO",
          event: "auth_token_request",
          message: "got a token",
          success: true,
          session_id: "session",
          seq: 1,
          data: { expires_in: 300 },
        },
      ],
    },
  },
};
