import type { TokenIssuer } from "../../emulator/token.ts";
import type { WebHandler } from "../../emulator/http/web-handler.ts";
import type { BridgeStatus } from "../../wire/bridge-status.ts";
import type { ConsoleConfig } from "../../wire/console-config.ts";
import { authEventsPath, bridgePath, consolePath, healthPath, probePath } from "../../wire/paths.ts";
import { sendJson, sendText } from "../http/responses.ts";
import type { HttpHandler } from "../http/rpc-handler.ts";
import { isForeignPage, isListedPage } from "../http/same-origin.ts";
import { createTokenEndpoint } from "../token/token-endpoint.ts";
import { createWebEndpoint } from "../http/web-endpoint.ts";

/** What is answered beside the platform's calls. */
export interface ConsoleRoutes {
  facts: ConsoleConfig;
  bridgeFacts: () => BridgeStatus;
  /** Origins of foreign pages that may use the bridge, and see whether it is there; default none. */
  corsOrigins?: readonly string[];
  /** Absent: no tokens are given here. */
  tokens?: TokenIssuer;
  /** Looks at the configured platform; absent when the platform is embedded. */
  probe?: HttpHandler;
  /** What became of Envoy's token requests; absent when it makes none. */
  authEvents?: HttpHandler;
  /** The platform's own interfaces over plain HTTP, asked before the page; absent when it is not embedded. */
  web?: WebHandler;
  /** Answers everything else. */
  page: HttpHandler;
}

/** The companion's own paths, the token endpoint, and the page for the rest. */
export function createConsoleRoutes({
  facts,
  bridgeFacts,
  corsOrigins = [],
  tokens,
  page,
  ...parts
}: ConsoleRoutes): HttpHandler {
  const own: Record<string, HttpHandler> = {
    [consolePath]: (_, response) => sendJson(response, 200, facts),
    [bridgePath]: (_, response) => sendJson(response, 200, bridgeFacts()),
    [probePath]: parts.probe ?? nothingToProbe,
    [authEventsPath]: parts.authEvents ?? absent("no token is fetched outside the page"),
  };
  const rest = parts.web === undefined ? page : createWebEndpoint(parts.web, page, tellFault);
  const answeredToken = tokens === undefined ? () => false : createTokenEndpoint(tokens);
  return (request, response) => {
    const path = request.url?.split("?", 1)[0] ?? "";
    const handler = Object.hasOwn(own, path) ? own[path] : undefined;
    if (path === healthPath) sendText(response, 200, "ok", openToAll);
    else if (path === bridgePath && isListedPage(request.headers, corsOrigins)) {
      const readable = { ...openToAll, "access-control-allow-origin": request.headers.origin ?? "", vary: "origin" };
      sendJson(response, 200, bridgeFacts(), readable);
    } else if (handler !== undefined) {
      if (isForeignPage(request.headers)) sendJson(response, 403, { reason: "pages of other origins may not ask" });
      else handler(request, response);
    } else if (!answeredToken(request, response)) rest(request, response);
  };
}

/**
 * A page of another origin may learn that somebody answers here, though not what: so it can tell a gateway that is down
 * from one that does not list it.
 */
const openToAll = { "cross-origin-resource-policy": "cross-origin" };

/** Not a 404: pages ask after every failed call, and browsers write each 404 on the console as an error. */
const nothingToProbe: HttpHandler = (_, response) => sendJson(response, 200, null);

function absent(reason: string): HttpHandler {
  return (_, response) => sendJson(response, 404, { reason });
}

function tellFault(fault: unknown): void {
  console.error("a request of the archive or the object store failed:", fault);
}
