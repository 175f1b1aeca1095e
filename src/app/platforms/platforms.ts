import { createModelCatalog } from "../../audiokit/calls/model-catalog.ts";
import type { AudioKitClient } from "../../audiokit/client.ts";
import { consoleCallContext } from "../../logging/call-context.ts";
import { logModels } from "../../logging/log-models.ts";
import type { Logger } from "../../logging/logger.ts";
import { KnownModels } from "./known-models.svelte.ts";
import { modelCache } from "./model-cache.ts";
import type { Preferences } from "../preferences.svelte.ts";

/** What the platforms of a page are made from. */
export interface PlatformsDeps {
  preferences: Pick<Preferences, "endpoint">;
  logger: Logger;
  /** Makes the client of the platform at a base URL. */
  connect: (baseUrl: string) => AudioKitClient;
}

/**
 * The platform where calls go now: its client and its models. Each endpoint that is chosen has its own while the page lives.
 *
 * @returns the current platform, read anew for each call
 */
export function createPlatforms({ preferences, logger, connect }: PlatformsDeps): () => KnownModels {
  const platforms = new Map<string, KnownModels>();
  return () => {
    const { endpoint } = preferences;
    const known = platforms.get(endpoint);
    if (known) return known;
    const options = {
      client: connect(endpoint),
      log: logModels(logger),
      cache: modelCache(endpoint),
      contextValues: consoleCallContext,
    };
    const platform = new KnownModels(createModelCatalog(options));
    platforms.set(endpoint, platform);
    return platform;
  };
}
