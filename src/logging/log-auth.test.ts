import { describe, expect, it } from "vitest";
import { logToken } from "./log-auth.ts";
import type { LogEvent } from "./log-event.ts";
import { createLogger } from "./logger.ts";

function setup() {
  const events: LogEvent[] = [];
  return { events, logger: createLogger({ sink: { append: (event) => void events.push(event) } }) };
}

describe("logToken", () => {
  it("writes who got a token, from where, how fast and for how long", () => {
    const { events, logger } = setup();
    const endpoint = "https://sso.example/realms/demo/protocol/openid-connect/token";
    const at = "2026-11-23T09:47:17.000Z";
    logToken(logger, "gateway", {
      kind: "renewal",
      success: true,
      endpoint,
      durationMs: 12,
      expiresInSeconds: 300,
      status: 200,
      at,
    });
    expect(events[0]).toMatchObject({
      event: "auth_token_renewal",
      level: "INFO",
      service: "Auth",
      success: true,
      endpoint,
      duration_ms: 12,
      message: "The gateway renewed its token",
      data: { side: "gateway", at, http_status: 200, expires_in: 300 },
    });
  });

  it("writes what the token server said and how far the clocks are apart", () => {
    const { events, logger } = setup();
    const refusal = { kind: "refusal", success: false, reason: "HTTP 429", status: 429 } as const;
    logToken(logger, "gateway", { ...refusal, said: "slow down", contentType: "text/html", retryAfterSeconds: 5 });
    logToken(logger, "gateway", { kind: "request", success: true, clockAheadSeconds: 600 });
    expect(events).toMatchObject([
      { data: { error_description: "slow down", content_type: "text/html", retry_after: 5, http_status: 429 } },
      { data: { clock_ahead: 600 } },
    ]);
  });

  it("writes a refusal as an error, with its reason in the sentence", () => {
    const { events, logger } = setup();
    logToken(logger, "page", { kind: "refusal", success: false, reason: "unauthorized_client", status: 401 });
    expect(events[0]).toMatchObject({
      event: "auth_token_refusal",
      level: "ERROR",
      success: false,
      message: "The page got no token (unauthorized_client)",
      data: { reason: "unauthorized_client" },
    });
  });
});
