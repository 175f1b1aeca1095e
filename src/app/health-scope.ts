import type { AudioKitClient } from "../audiokit/client.ts";
import type { HealthScope } from "../audiokit/health-checker.ts";
import type { ArchiveFetch } from "../audiokit/platform-archive/archive-response.ts";
import type { ConsoleConfig } from "../wire/console-config.ts";
import type { ProbeReport } from "../wire/probe-report.ts";
import type { Access } from "./access.svelte.ts";
import { platformChecks, type CheckedPlatform } from "./platform-checks.ts";
import type { Preferences } from "./preferences.svelte.ts";

/** What the health scope of the page is made from. */
export interface HealthScopeDeps {
  client: Pick<AudioKitClient, "ttsModels" | "sttModels">;
  preferences: Pick<Preferences, "endpoint" | "isOwnEndpoint">;
  access: Pick<Access, "isByPage" | "credentials">;
  requestConfig: () => Promise<ConsoleConfig>;
  requestProbe: () => Promise<ProbeReport | undefined>;
  /** The archive that a person chose; absent: none. */
  chosenArchive?: CheckedPlatform["chosenArchive"];
  archiveFetch: ArchiveFetch;
}

/** What can be checked where calls go now. Never rejects. */
export async function pageHealthScope(deps: HealthScopeDeps): Promise<HealthScope> {
  const { client, access, requestConfig, requestProbe, archiveFetch, chosenArchive } = deps;
  const { endpoint, isOwnEndpoint } = deps.preferences;
  // Without an answer the other checks say what is wrong.
  const serverConfig = isOwnEndpoint ? await requestConfig().catch(() => undefined) : undefined;
  const pageToken = access.isByPage ? access.credentials.token : undefined;
  return {
    endpoint,
    checks: platformChecks({ client, endpoint, serverConfig, pageToken, requestProbe, archiveFetch, chosenArchive }),
  };
}
