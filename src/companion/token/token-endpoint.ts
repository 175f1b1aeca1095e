import type { IncomingMessage, ServerResponse } from "node:http";
import { ConnectError } from "@connectrpc/connect";
import type { TokenIssuer } from "../../emulator/token.ts";
import { readSmallBody } from "../http/read-body.ts";
import { sendJson } from "../http/responses.ts";

/** Largest token request, in bytes; a real one has a few hundred. */
const maxFormBytes = 65_536;

/**
 * Handles requests to `.../realms/<realm>/protocol/openid-connect/token`.
 *
 * @returns a function that says whether the request was for it
 */
export function createTokenEndpoint(
  tokens: TokenIssuer,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  return (request, response) => {
    const realm = realmOf(request.url ?? "");
    if (realm === undefined) return false;
    void respond(tokens, realm, request, response);
    return true;
  };
}

async function respond(tokens: TokenIssuer, realm: string, request: IncomingMessage, response: ServerResponse) {
  if (request.method !== "POST") {
    sendJson(response, 405, { error: "invalid_request", error_description: "Use POST" }, { allow: "POST" });
    return;
  }
  let form: string | undefined;
  try {
    form = await readSmallBody(request, maxFormBytes);
  } catch (error) {
    // A client that went away while sending has nobody to answer.
    if (!(error instanceof ConnectError)) return;
    const description = "The form came too slowly";
    sendJson(response, 408, { error: "invalid_request", error_description: description }, { connection: "close" });
    return;
  }
  if (form === undefined) {
    sendJson(response, 413, {
      error: "invalid_request",
      error_description: `The form is over ${maxFormBytes} bytes`,
    });
    return;
  }
  const { status, body } = await tokens.answer(realm, new URLSearchParams(form));
  sendJson(response, status, body);
}

function realmOf(url: string): string | undefined {
  // What precedes `/realms/` is the base path of an `sso_url`.
  return /\/realms\/([^/]+)\/protocol\/openid-connect\/token$/.exec(url.split("?", 1)[0] ?? "")?.[1];
}
