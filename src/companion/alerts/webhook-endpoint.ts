import { isAlertNote } from "../../wire/alert-note.ts";
import { readSmallBody } from "../http/read-body.ts";
import { sendJson } from "../http/responses.ts";
import type { HttpHandler } from "../http/rpc-handler.ts";
import { isOwnPage } from "../http/same-origin.ts";
import { postNote } from "./post-note.ts";

/** Largest note, in bytes of its JSON. */
const maxNoteBytes = 16_384;
/** Notes within any minute: so many alerts at once are a storm, and no webhook is there for it. */
const maxNotesPerMinute = 30;
const minuteMs = 60_000;

/**
 * Passes alerts of the console's own page on to webhooks. Only that page may ask: a program or a page of another origin, which
 * say no `Origin` of this server, get 403.
 *
 * @param webhooks addresses, from the command line only; at least one
 * @param nowMs a clock that never jumps, in milliseconds
 */
export function createWebhookEndpoint(
  webhooks: readonly string[],
  nowMs: () => number = () => performance.now(),
): HttpHandler {
  const takenMs: number[] = [];

  function isTooMany(): boolean {
    const now = nowMs();
    while (takenMs.length > 0 && takenMs[0]! <= now - minuteMs) takenMs.shift();
    if (takenMs.length >= maxNotesPerMinute) return true;
    takenMs.push(now);
    return false;
  }

  return (request, response) => {
    const refuse = (status: number, reason: string, headers = {}) => sendJson(response, status, { reason }, headers);
    if (!isOwnPage(request.headers)) return refuse(403, "only the page of this server may post alerts");
    if (request.method !== "POST") return refuse(405, "use POST", { allow: "POST" });
    if (request.headers["content-type"] !== "application/json") return refuse(415, "use application/json");
    if (isTooMany()) return refuse(429, `${String(maxNotesPerMinute)} alerts in a minute are the limit`);
    readSmallBody(request, maxNoteBytes).then(
      async (text) => {
        const note = text === undefined ? undefined : asJson(text);
        if (text === undefined) refuse(413, `an alert has at most ${String(maxNoteBytes)} bytes`);
        else if (!isAlertNote(note)) refuse(400, "this is no alert");
        else sendJson(response, 200, await postNote(note, webhooks));
      },
      () => refuse(408, "the alert came too slowly"),
    );
  };
}

/** A text as JSON; undefined where it is none. */
function asJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
