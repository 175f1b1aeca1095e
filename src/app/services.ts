import { getContext, setContext } from "svelte";
import type { AudioKitCallOptions } from "../audiokit/contract/call-options.ts";
import type { AudioKitClient } from "../audiokit/client.ts";
import type { HealthReport } from "../audiokit/check-health.ts";
import type { CallStatistics } from "../logging/statistics/call-statistics.ts";
import type { PlainFetch } from "../logging/log-fetch.ts";
import type { LoggedWorkflows } from "../logging/log-workflow.ts";
import type { Logger } from "../logging/logger.ts";
import type { LogStore } from "../store/log-store.ts";
import type { Access } from "./access.svelte.ts";
import type { Explainer } from "./explain-failure.ts";
import type { KnownModels } from "./known-models.svelte.ts";
import type { PageArchive } from "./page-archive.ts";
import type { Preferences } from "./preferences.svelte.ts";
import type { Router } from "./router.svelte.ts";

/** What every page may use. */
export interface Services {
  /** The platform at the endpoint of the settings; read it when a call begins, because the endpoint may change. */
  readonly audiokit: AudioKitClient;
  /** The models of that platform, as far as somebody asked for them; read it anew as well. */
  readonly models: KnownModels;
  readonly store: LogStore;
  /** Sounds, transcripts and marks kept in this browser. */
  readonly archive: PageArchive;
  readonly logger: Logger;
  /** Workflows as the log sees them; one for the page, which knows what is under way. */
  readonly workflowLog: LoggedWorkflows;
  /** Asks the platform's archive, logged. */
  readonly archiveFetch: PlainFetch;
  readonly preferences: Preferences;
  /** How calls are signed in. */
  readonly access: Access;
  readonly router: Router;
  /** How the server of this page takes calls; rejects when it does not answer. */
  askGateway(): Promise<"direct" | "envoy">;
  /** Why a call went wrong. */
  readonly explainer: Explainer;
  /** Checks every service where calls go now, logged; a failing one is a finding. Rejects only when the signal aborts. */
  checkHealth(options?: AudioKitCallOptions): Promise<HealthReport>;
  /** What the calls of this page came to since it was loaded. */
  readonly statistics: Statistics;
}

export interface Statistics {
  /** Since the epoch, in milliseconds. */
  readonly sinceMs: number;
  read(): CallStatistics;
}

/** The context key, so that a test can hand in services: `new Map([[servicesKey, services]])`. */
export const servicesKey = Symbol("services");

/** Makes the services known to everything below the calling component. */
export function provideServices(services: Services): void {
  setContext(servicesKey, services);
}

/** The services of the page. Call it while a component is being set up. */
export function services(): Services {
  return getContext<Services>(servicesKey);
}
