import type { AuthEvent } from "../../wire/auth-event.ts";
import { sendJson } from "../http/responses.ts";
import { tokenGate } from "../envoy/token-gate.ts";
import type { HttpHandler } from "../http/rpc-handler.ts";

/** Outcomes of Envoy's token requests. */
export interface AuthEvents {
  /** Adds a line of Envoy's access log; false when it is not about a token. */
  takeLine(line: string): boolean;
  /** The first event. */
  first: Promise<AuthEvent>;
  /** Responds to `?after=<id>` with the later events, oldest first. */
  handler: HttpHandler;
}

/** Most events in memory. A wrong secret is retried every ten seconds: this is half an hour of it. */
const maxEvents = 200;
/** Response flag of a request that the token gate itself refused (rate limit): it never reached the token server. */
const heldBack = "RL";
/** Error codes are words (RFC 6749, 5.2); anything else may echo the request. */
const maxReasonLength = 200;

/**
 * Stores the latest events in memory.
 *
 * @param clientSecret must not be in an event, even if the token server echoes it
 */
export function createAuthEvents(clientSecret: () => string, nowMs: () => number = Date.now): AuthEvents {
  const events: AuthEvent[] = [];
  let lastId = 0;
  let hadToken = false;
  const first = Promise.withResolvers<AuthEvent>();

  return {
    first: first.promise,
    takeLine(line) {
      const fields = readLine(line);
      if (fields === undefined) return false;
      if (fields.flags === heldBack) return true;
      const success = fields.has_token === true && fields.status === 200;
      const reason = success ? undefined : reasonOf(fields, clientSecret());
      lastId = Math.max(lastId + 1, nowMs());
      const event: AuthEvent = {
        id: lastId,
        at: fields.at,
        kind: success ? (hadToken ? "renewal" : "request") : "refusal",
        success,
        durationMs: fields.duration_ms,
        ...(success && typeof fields.expires_in === "number" && { expiresInSeconds: fields.expires_in }),
        status: fields.status,
        ...(reason !== undefined && { reason }),
      };
      events.push(event);
      first.resolve(event);
      if (events.length > maxEvents) events.shift();
      hadToken ||= success;
      return true;
    },
    handler(request, response) {
      const after = Number(new URL(request.url ?? "/", "http://localhost").searchParams.get("after") ?? 0);
      if (Number.isNaN(after)) return sendJson(response, 400, { reason: "after must be the id of an event" });
      sendJson(
        response,
        200,
        events.filter(({ id }) => id > after),
      );
    },
  };
}

/** The fields in the token gate's access log. */
interface TokenLogLine {
  listener: string;
  at: string;
  status: number;
  duration_ms: number;
  has_token: boolean | null;
  expires_in: number | null;
  error: string | null;
  flags: string | null;
  upstream_failure: string | null;
}

function readLine(line: string): TokenLogLine | undefined {
  try {
    const fields = JSON.parse(line) as TokenLogLine;
    return fields.listener === tokenGate ? fields : undefined;
  } catch {
    // Not a line of an access log.
    return undefined;
  }
}

function reasonOf({ error, upstream_failure, flags, status }: TokenLogLine, clientSecret: string): string {
  const reason = error ?? upstream_failure ?? (flags === null || flags === "-" ? `HTTP ${status}` : flags);
  return reason.replaceAll(clientSecret, "…").slice(0, maxReasonLength);
}
