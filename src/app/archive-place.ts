import type { Settings } from "../settings/settings.ts";
import type { ConsoleConfig } from "../wire/console-config.ts";

/** Where the platform's archive is. */
export interface ArchivePlace {
  baseUrl: string;
  version: 1 | 2 | 3;
  clientId: string;
  /** False: the gateway at `baseUrl` says that it carries requests to no archive. */
  isConfigured: boolean;
}

/** What an archive's place is found from. */
export interface ArchivePlaceInputs {
  /** What a person chose; empty texts: as configured on the server. */
  chosen: Settings["platformArchive"];
  /** Base URL of the calls. */
  endpoint: string;
  /** How the endpoint is served; undefined when that is not known. */
  serverConfig: ConsoleConfig | undefined;
}

/** The archive as it was chosen, else at the endpoint of the calls. */
export function archivePlace({ chosen, endpoint, serverConfig }: ArchivePlaceInputs): ArchivePlace {
  const { baseUrl, version, clientId } = chosen;
  const isCarried = serverConfig?.platform !== "configured" || serverConfig.archiveAddress !== undefined;
  return {
    baseUrl: baseUrl || endpoint,
    version,
    clientId: clientId || (serverConfig?.archiveClientId ?? ""),
    isConfigured: baseUrl !== "" || isCarried,
  };
}
