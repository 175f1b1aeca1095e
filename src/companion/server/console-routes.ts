import type { TokenIssuer } from "../../emulator/token.ts";
import type { WebHandler } from "../../emulator/http/web-handler.ts";
import type { BridgeStatus } from "../../wire/bridge-status.ts";
import type { ConsoleConfig } from "../../wire/console-config.ts";
import { alertWebhookPath } from "../../wire/alert-note.ts";
import {
  authEventsPath,
  bridgePath,
  consolePath,
  enginesPath,
  healthPath,
  metricsPath,
  otlpPrefix,
  otlpSignals,
  probePath,
  readyPath,
} from "../../wire/paths.ts";
import { createEnginesEndpoint, type LoadableEngine } from "../engines/engines-endpoint.ts";
import { goingAwayWords } from "../../wire/going-away.ts";
import { launchFilesPath } from "../../wire/launch-file.ts";
import { logFolderPath } from "../../wire/log-folder.ts";
import { sendJson, sendText } from "../http/responses.ts";
import type { HttpHandler } from "../http/rpc-handler.ts";
import { isForeignPage, isListedPage } from "../http/same-origin.ts";
import { answerNames } from "../probe/answer-names.ts";
import { createLaunchFilesEndpoint } from "../launch/launch-files-endpoint.ts";
import { createLogDirEndpoint } from "../log-dir/log-dir-endpoint.ts";
import type { LogDir } from "../log-dir/log-dir.ts";
import { createWebhookEndpoint } from "../alerts/webhook-endpoint.ts";
import { createMetricsEndpoint } from "../metrics/metrics-endpoint.ts";
import { createOtlpEndpoint } from "../otlp/otlp-endpoint.ts";
import type { OtlpTarget } from "../otlp/otlp-target.ts";
import { createTokenEndpoint } from "../token/token-endpoint.ts";
import { createWebEndpoint } from "../http/web-endpoint.ts";

/** What is served beside the platform's calls. */
export interface ConsoleRoutes {
  consoleConfig: ConsoleConfig;
  bridgeStatus: () => BridgeStatus;
  /** Whether the server is being stopped and takes no new call. */
  isStopping: () => boolean;
  /** Origins of other pages that may use the bridge, and check whether it is there; default none. */
  corsOrigins?: readonly string[];
  /** Absent: there is no token endpoint. */
  tokens?: TokenIssuer;
  /** Probes the configured platform; absent when the platform is embedded. */
  probe?: HttpHandler;
  /** Outcomes of Envoy's token requests; absent when it makes none. */
  authEvents?: HttpHandler;
  /** Whether metrics of the page are served to scrapers; default no. */
  servesMetrics?: boolean;
  /** Addresses that alerts of the page are passed on to; default none. */
  alertWebhooks?: readonly string[];
  /** Gets a copy of the page's log; absent: nothing does. */
  logDir?: Pick<LogDir, "path" | "folder">;
  /** Where records of the page go on to; absent: nowhere. */
  otlp?: OtlpTarget;
  /** Whether a text holds a secret in use. Default: none does. */
  holdsSecret?: (text: string) => boolean;
  /** Files that the page opens at its start; default: none. */
  launchFiles?: readonly string[];
  /** Recognisers that a page may have loaded before its first call; default: none. */
  engines?: readonly LoadableEngine[];
  /** The platform's interfaces over plain HTTP, tried before the page; absent when it is not embedded. */
  web?: WebHandler;
  /** Handles everything else. */
  page: HttpHandler;
}

/** The companion's own paths, the token endpoint, and the page for the rest. */
export function createConsoleRoutes({
  consoleConfig,
  bridgeStatus,
  isStopping,
  corsOrigins = [],
  alertWebhooks = [],
  servesMetrics = false,
  engines = [],
  launchFiles = [],
  logDir,
  otlp,
  holdsSecret = () => false,
  tokens,
  page,
  ...parts
}: ConsoleRoutes): HttpHandler {
  const config: ConsoleConfig = {
    ...consoleConfig,
    ...(alertWebhooks.length > 0 && { alertWebhooks: alertWebhooks.length }),
    ...(servesMetrics && { servesMetrics }),
    ...(launchFiles.length > 0 && { opensFiles: true as const }),
    ...(logDir && { logDir: logDir.path }),
    ...(otlp && { shipsOtlp: true }),
  };
  const own: Record<string, HttpHandler> = {
    [consolePath]: (_, response) => sendJson(response, 200, config),
    [bridgePath]: (_, response) => sendJson(response, 200, bridgeStatus()),
    [probePath]: answerNames(consoleConfig.endpoints, parts.probe ?? nothingToProbe),
    [authEventsPath]: parts.authEvents ?? absent("no token is fetched outside the page"),
    [enginesPath]: createEnginesEndpoint(engines),
    [launchFilesPath]: createLaunchFilesEndpoint(launchFiles),
    [metricsPath]: servesMetrics ? createMetricsEndpoint() : absent("no metrics are served: --metrics"),
    [alertWebhookPath]:
      alertWebhooks.length === 0 ? absent("no webhook: --alert-webhook") : createWebhookEndpoint(alertWebhooks),
    [logFolderPath]:
      logDir === undefined ? absent("no folder gets the log: --log-dir") : createLogDirEndpoint(logDir.folder),
    ...Object.fromEntries(
      otlpSignals.map((signal) => [
        `${otlpPrefix}/v1/${signal}`,
        otlp ? createOtlpEndpoint(signal, otlp, holdsSecret) : absent("no Collector: --otlp-endpoint"),
      ]),
    ),
  };
  const rest = parts.web === undefined ? page : createWebEndpoint(parts.web, page, tellFault);
  const answeredToken = tokens === undefined ? () => false : createTokenEndpoint(tokens);
  return (request, response) => {
    const path = request.url?.split("?", 1)[0] ?? "";
    const handler = Object.hasOwn(own, path) ? own[path] : undefined;
    if (path === healthPath) sendText(response, 200, "ok", openToAll);
    else if (path === readyPath) sendText(response, isStopping() ? 503 : 200, isStopping() ? goingAwayWords : "ok");
    else if (path === bridgePath && isListedPage(request.headers, corsOrigins)) {
      const readable = { ...openToAll, "access-control-allow-origin": request.headers.origin ?? "", vary: "origin" };
      sendJson(response, 200, bridgeStatus(), readable);
    } else if (handler !== undefined) {
      if (isForeignPage(request.headers)) sendJson(response, 403, { reason: "pages of other origins may not ask" });
      else handler(request, response);
    } else if (!answeredToken(request, response)) rest(request, response);
  };
}

/**
 * A page of another origin may learn that this server responds, though not with what: so it can tell a gateway that is down
 * from one that does not list it.
 */
const openToAll = { "cross-origin-resource-policy": "cross-origin" };

/** Not a 404: pages request these after every failed call, and browsers log each 404 as an error. */
const nothingToProbe: HttpHandler = (_, response) => sendJson(response, 200, null);

function absent(reason: string): HttpHandler {
  return (_, response) => sendJson(response, 404, { reason });
}

function tellFault(fault: unknown): void {
  console.error("a request of the archive or the object store failed:", fault);
}
