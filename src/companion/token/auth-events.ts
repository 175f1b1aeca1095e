import type { AuthEvent } from "../../wire/auth-event.ts";
import { sendJson } from "../http/responses.ts";
import type { HttpHandler } from "../http/rpc-handler.ts";

/** Outcomes of the gateway's token requests. */
export interface AuthEvents {
  add(event: Omit<AuthEvent, "id">): void;
  /** The first event. */
  first: Promise<AuthEvent>;
  /** Responds to `?after=<id>` with the later events, oldest first. */
  handler: HttpHandler;
}

/** Most events in memory. A wrong secret is retried every ten seconds: this is half an hour of it. */
const maxEvents = 200;

/** Stores the latest events in memory. */
export function createAuthEvents(nowMs: () => number = Date.now): AuthEvents {
  const events: AuthEvent[] = [];
  let lastId = 0;
  const first = Promise.withResolvers<AuthEvent>();

  return {
    first: first.promise,
    add(outcome) {
      lastId = Math.max(lastId + 1, nowMs());
      const event = { id: lastId, ...outcome };
      events.push(event);
      first.resolve(event);
      if (events.length > maxEvents) events.shift();
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
