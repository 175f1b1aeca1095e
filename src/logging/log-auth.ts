import type { TokenOutcome } from "../wire/auth-event.ts";
import type { Logger } from "./logger.ts";

const sentences: Record<TokenOutcome["kind"], string> = {
  request: "got its first token",
  renewal: "renewed its token",
  refusal: "got no token",
  pasted: "was given a token by hand",
  forgotten: "forgot its token",
  expired: "calls with a token whose time is over",
};

/** Writes `auth_token_<kind>` with success, duration and lifetime (seconds), of a refusal what the server said; a token cannot be in it. */
export function logToken(logger: Pick<Logger, "logAuthEvent">, side: "page" | "gateway", outcome: TokenOutcome): void {
  const { kind, success, endpoint, durationMs, expiresInSeconds, clockAheadSeconds, status, reason, at } = outcome;
  const { said, contentType, location, retryAfterSeconds } = outcome;
  const sentence = `The ${side} ${sentences[kind]}`;
  logger.logAuthEvent(`token_${kind}`, reason === undefined ? sentence : `${sentence} (${reason})`, {
    success,
    ...(endpoint !== undefined && { endpoint }),
    ...(durationMs !== undefined && { durationMs }),
    details: {
      side,
      ...(at !== undefined && { at }),
      ...(status !== undefined && { http_status: status }),
      ...(expiresInSeconds !== undefined && { expires_in: expiresInSeconds }),
      ...(clockAheadSeconds !== undefined && { clock_ahead: clockAheadSeconds }),
      ...(reason !== undefined && { reason }),
      ...(said !== undefined && { error_description: said }),
      ...(contentType !== undefined && { content_type: contentType }),
      ...(location !== undefined && { location }),
      ...(retryAfterSeconds !== undefined && { retry_after: retryAfterSeconds }),
    },
  });
}
