import type { IncomingHttpHeaders } from "node:http";
import { bridgePath, healthPath } from "../../wire/paths.ts";
import { sendText } from "./responses.ts";
import type { HttpHandler } from "./rpc-handler.ts";
import { isFromOtherOrigin, isListedPage } from "./same-origin.ts";

/** Methods that nobody needs here; TRACE would send a request's own headers back. */
const refusedMethods: ReadonlySet<string> = new Set(["TRACE", "TRACK", "CONNECT"]);

/** What a page of another origin may ask: whether somebody answers here. */
const openPaths: ReadonlySet<string> = new Set([healthPath, bridgePath]);

/**
 * Refuses requests before anybody reads them: odd targets and methods, and whatever a page of another origin sends, unless
 * it is listed or a person follows a link to the console.
 *
 * @param corsOrigins origins of foreign pages that may call
 */
export function guardRequests(handler: HttpHandler, corsOrigins: readonly string[]): HttpHandler {
  return (request, response) => {
    const { method = "", url = "", headers } = request;
    if (refusedMethods.has(method))
      sendText(response, 405, `${method} is not served here`, { allow: "GET, HEAD, POST" });
    else if (!isOriginForm(url)) sendText(response, 400, "The request target must be a path");
    else if (isForeignCall(headers, url) && !isListedPage(headers, corsOrigins)) {
      sendText(response, 403, "Pages of other origins may not call");
    } else handler(request, response);
  };
}

/** A path, as RFC 9112 (3.2.1) asks for. Two slashes are one: an `sso_url` may end in one. */
function isOriginForm(target: string): boolean {
  return target.startsWith("/") && URL.canParse(target, "http://localhost") && !/[\\\s]/.test(target);
}

function isForeignCall(headers: IncomingHttpHeaders, url: string): boolean {
  if (!isFromOtherOrigin(headers) || openPaths.has(url.split("?", 1)[0] ?? "")) return false;
  const isLink = headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document";
  return !isLink || headers.origin !== undefined;
}
