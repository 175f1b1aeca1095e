import { openPlatformArchive, type PlatformArchive } from "../audiokit/platform-archive/platform-archive.ts";
import { AudioKitError } from "../audiokit/contract/audiokit-error.ts";
import type { ArchiveFetch } from "../audiokit/platform-archive/archive-response.ts";
import type { AudioKitClient } from "../audiokit/client.ts";
import { healthChecks, type HealthCheck } from "../audiokit/check-health.ts";
import type { Settings } from "../settings/settings.ts";
import { archivePlace } from "./archive-place.ts";
import type { ConsoleConfig } from "../wire/console-config.ts";
import { bridgeUrlOf } from "../wire/paths.ts";
import type { ProbeReport } from "../wire/probe-report.ts";
import { probeFailure } from "../wire/probe-failure.ts";

/** The platform that is checked, as the page knows it. */
export interface CheckedPlatform {
  client: Pick<AudioKitClient, "ttsModels" | "sttModels">;
  /** Base URL of the calls. */
  endpoint: string;
  /** How the page is served; undefined when the endpoint is elsewhere, or the server does not say. */
  serverConfig: ConsoleConfig | undefined;
  /** Has the server of the page probe the platform behind it. */
  requestProbe: () => Promise<ProbeReport | undefined>;
  /** The archive that a person chose; absent: none. */
  chosenArchive?: Settings["platformArchive"] | undefined;
  /** A fetch of the archive that is logged. */
  archiveFetch: ArchiveFetch;
  /** The token of the page, where the page adds one to its calls. */
  pageToken?: (() => Promise<string | undefined>) | undefined;
}

/**
 * What can be checked from this page: voices, models and the bridge always; the token where the gateway or the page has one; the
 * archive where the page would find it: chosen by a person, routed by the gateway, or brought along by the embedded platform.
 */
export function platformChecks(platform: CheckedPlatform): Record<string, HealthCheck> {
  const { client, endpoint, serverConfig, requestProbe, pageToken } = platform;
  return healthChecks({
    client,
    bridgeUrl: bridgeUrlOf(endpoint),
    ...(pageToken && { token: async () => requirePageToken(await pageToken()) }),
    ...(serverConfig?.authMode === "gateway" && { token: async () => requireGatewayToken(await requestProbe()) }),
    ...archiveOf(platform),
  });
}

/** The same archive as that of the page; the probe ignores the client id. */
function archiveOf(platform: CheckedPlatform): { archive?: Pick<PlatformArchive, "probe"> } {
  const { endpoint, serverConfig, archiveFetch, pageToken } = platform;
  const { chosenArchive: chosen = { baseUrl: "", version: 3, clientId: "" } } = platform;
  const { isConfigured, baseUrl, version } = archivePlace({ chosen, endpoint, serverConfig });
  // Whether an endpoint that says nothing of itself has an archive is not known.
  if (!isConfigured || (serverConfig === undefined && chosen.baseUrl === "")) return {};
  const token = version === 3 && pageToken ? { token: pageToken } : {};
  return { archive: openPlatformArchive({ baseUrl, version, clientId: "-", fetch: archiveFetch, ...token }) };
}

function requirePageToken(token: string | undefined): void {
  if (token !== undefined) return;
  throw new AudioKitError({ kind: "denied", grpcCode: 16, message: "this page has no token: Settings, Access" });
}

/** Throws when the gateway's machine was not given a token by this probe. */
function requireGatewayToken(probed: ProbeReport | undefined): void {
  const { token } = probed ?? {};
  if (token?.ok === true) return;
  const details = [token && probeFailure(token), token?.status && `HTTP ${String(token.status)}`];
  const message = details.filter(Boolean).join(": ") || "the server of this page did not try to get a token";
  const [kind, code] = token?.status === undefined ? (["unreachable", 14] as const) : (["denied", 16] as const);
  throw new AudioKitError({ kind, grpcCode: code, message, httpStatus: token?.status });
}
