import { getContext, setContext } from "svelte";
import type { AudioKitClient } from "../audiokit/client.ts";
import type { LiveSecrets } from "../basics/live-secrets.ts";
import type { HealthChecker } from "../audiokit/health-checker.ts";
import type { Initiator } from "../logging/log-event.ts";
import type { CallStatistics } from "../logging/statistics/call-statistics.ts";
import type { PlainFetch } from "../logging/log-fetch.ts";
import type { LoggedWorkflows } from "../logging/log-workflow.ts";
import type { Logger } from "../logging/logger.ts";
import type { Exits } from "../export/exits.ts";
import { provideCopyText } from "../kit/controls/copy-text.ts";
import type { JqRunner } from "../jq/jq-runner.ts";
import type { LogStore } from "../store/log-store.ts";
import type { Alerts } from "./alerts/open-alerts.ts";
import type { OpenedBundles } from "./bundles/opened-bundles.svelte.ts";
import type { MemoryLog } from "./page-log/memory-log.svelte.ts";
import type { ImportedLogs } from "./imported-logs/imported-logs.svelte.ts";
import type { PageCallInputs } from "./call-inputs/page-call-inputs.ts";
import type { Access } from "./access.svelte.ts";
import type { EngineLoading } from "./engine-loading.svelte.ts";
import type { Explainer } from "./explain/explain-failure.ts";
import type { KnownModels } from "./platforms/known-models.svelte.ts";
import type { PageArchive } from "./page-archive.ts";
import type { PageMicrophone } from "./page-microphone.svelte.ts";
import type { NewVersion } from "./offline/new-version.svelte.ts";
import type { Refusals } from "./refusals.svelte.ts";
import type { RunningCalls } from "./running-calls.svelte.ts";
import type { Preferences } from "./preferences.svelte.ts";
import type { Shipping } from "./shipping/shipping.svelte.ts";
import type { Router } from "./router/router.svelte.ts";
import { provideViewName } from "./view-name.svelte.ts";

/** The services of every page. */
export interface Services {
  /** The platform at the endpoint of the settings; read it when a call begins, because the endpoint may change. */
  readonly audiokit: AudioKitClient;
  /** The models of that platform, as far as they were requested; read it anew as well. */
  readonly models: KnownModels;
  readonly store: LogStore;
  /** Rules about the log, and where they stand. */
  readonly alerts: Alerts;
  /** Where the log goes beside this browser. */
  readonly shipping: Shipping;
  readonly memoryLog: MemoryLog;
  readonly importedLogs: ImportedLogs;
  /** Support bundles that were opened here. Files that a person opens go through it. */
  readonly bundles: OpenedBundles;
  /** The archive of sounds, transcripts and marks in this browser. */
  readonly archive: PageArchive;
  /** Texts and sounds that calls sent, where the settings keep them. */
  readonly callInputs: PageCallInputs;
  /** The recognisers of the page's own server. */
  readonly engines: EngineLoading;
  /** The microphone, and what records now. */
  readonly microphone: PageMicrophone;
  readonly logger: Logger;
  /** Of the console. */
  readonly version: string;
  /** Takes the secrets in use out of a text that leaves the page, such as the name of a saved file, before it is changed. */
  readonly scrub: LiveSecrets["scrub"];
  /** The ways out of the page, each of which scans what leaves for the secrets in use. */
  readonly exits: Exits;
  /** What did not leave because a secret in use is in it. */
  readonly refusals: Refusals;
  /** Runs jq over a part of the log. */
  readonly runJq: JqRunner;
  /** The log of workflows; one for the page, because it ends those that are under way. */
  readonly workflowLog: LoggedWorkflows;
  /** A fetch of the platform's archive that is logged. */
  readonly archiveFetch: PlainFetch;
  readonly preferences: Preferences;
  /** How calls are signed in. */
  readonly access: Access;
  readonly router: Router;
  /** Whether no server stands behind the page, which then reads logs and makes no call. */
  readonly isAlone: boolean;
  /** A newer version of the page, which a person may start. */
  readonly newVersion: NewVersion;
  /** Whether calls run now. */
  readonly running: RunningCalls;
  /** Requests whether an Envoy stands before the server of this page; rejects when it does not answer. */
  requestGateway(): Promise<"direct" | "envoy">;
  /** Why a call went wrong. */
  readonly explainer: Explainer;
  /** Checks every service where calls go now, logged; a failing one is a finding. */
  readonly checkHealth: HealthChecker;
  /** Statistics of the calls since the page was loaded. */
  readonly statistics: Statistics;
}

export interface Statistics {
  /** Since the epoch, in milliseconds. */
  readonly sinceMs: number;
  /** Without `initiator` of all calls. */
  read(initiator?: Initiator): CallStatistics;
}

/** The context key, so that a test can provide services: `new Map([[servicesKey, services]])`. */
export const servicesKey = Symbol("services");

/** Provides the services, and a place for the name of the view, to everything below the calling component. */
export function provideServices(services: Services): void {
  setContext(servicesKey, services);
  provideCopyText(services.exits.copyText);
  provideViewName();
}

/** The services of the page. Call it during the initialisation of a component. */
export function services(): Services {
  return getContext<Services>(servicesKey);
}
