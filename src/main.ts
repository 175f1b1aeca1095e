import { mount } from "svelte";
import { version } from "../package.json";
import { createAudioKitClient } from "./audiokit/client.ts";
import { countCalls } from "./logging/statistics/call-statistics.ts";
import { diagnoseError } from "./diagnosis/diagnose-error.ts";
import { lazyArchive } from "./library/lazy-archive.ts";
import { loggedHealth } from "./library/logged-health.ts";
import { workerMaker } from "./library/worker-maker.ts";
import workerUrl from "./log-worker.ts?worker&url";
import { consoleSink } from "./logging/console-sink.ts";
import { logCalls } from "./logging/log-calls.ts";
import { logFetch } from "./logging/log-fetch.ts";
import { workflowLog } from "./logging/log-workflow.ts";
import { callDeferMs, createLogger, type Logger } from "./logging/logger.ts";
import { observeCalls } from "./logging/observe-calls.ts";
import { createRecentEvents } from "./logging/recent-events.ts";
import { createShutdown } from "./logging/shutdown.ts";
import { tee } from "./logging/tee.ts";
import { openSettings, type SettingsStore } from "./settings/settings-store.ts";
import { archiveMegabyteBytes, megabyteBytes, type Settings } from "./settings/settings.ts";
import type { LogLimits, LogStore, LogStoreSettings } from "./store/log-store.ts";
import { openRemoteStore } from "./store/client/remote-store.ts";
import App from "./shell/App.svelte";
import { createExplainer } from "./app/explain-failure.ts";
import { KnownModels } from "./app/known-models.svelte.ts";
import { requestProbe, checkReachability } from "./app/check-reachability.ts";
import { modelCache } from "./app/model-cache.ts";
import { openAccess } from "./app/open-access.ts";
import { createPageArchive } from "./app/page-archive.ts";
import { platformChecks } from "./app/platform-checks.ts";
import { Preferences } from "./app/preferences.svelte.ts";
import { Router } from "./app/router.svelte.ts";
import { watchModels } from "./app/watch-models.ts";
import "./kit/theme/tokens.css";
import "./kit/theme/base.css";
import type { ConsoleConfig } from "./wire/console-config.ts";
import { bridgePath, consolePath } from "./wire/paths.ts";

// The page program: everything is built here, in the order in which a call flows, and handed on.
const settings = openSettings();
const { logLevel, logContent } = settings.current;

// Registered before the store, which sends what it holds on the same event: the last line of the page goes with it.
const shutdown = createShutdown(globalThis);
addEventListener("pagehide", () => {
  logger.logSystemEvent("client_shutdown", "The page is closed or put aside");
});

const store = openRemoteStore(workerMaker(workerUrl), { settings: storeSettings(settings.current) });
const recent = createRecentEvents();
const logger = createLogger({
  sink: tee(recent, store, consoleSink()),
  level: logLevel,
  content: logContent,
  deferMs: callDeferMs,
  shutdown,
});
const workflows = workflowLog(logger);
logger.logSystemEvent("startup", `AudioKit Console ${version} starts`, {
  version,
  endpoint: endpoint(),
  log_level: logLevel,
  log_content: logContent,
  path: location.pathname,
  user_agent: navigator.userAgent,
});
logPageEvents(logger);
followSettings(settings, logger, store);

const router = new Router();
router.start();
const lookout = { origin: location.origin, isOnline: () => navigator.onLine, fetch: fetch.bind(globalThis) };
const preferences = new Preferences(settings);
const { access, learn, authPresent, askTokens } = openAccess(preferences, logger, lookout.fetch);
const explainer = createExplainer({
  events: recent.all,
  // The companion looks at the platform behind its own gateway only.
  requestProbe: async () => (isOwnEndpoint() ? requestProbe(lookout.fetch, location.origin) : undefined),
  checkReachability: () => checkReachability(endpoint(), lookout),
  askTokens,
  logger,
});
const counter = countCalls();
const archive = lazyArchive(() => settings.current.archiveMegabytes * archiveMegabyteBytes);
const statistics = { sinceMs: Date.now(), read: () => counter.statistics() };
const archiveFetch = logFetch(logger);
const checkHealth = loggedHealth(logger, healthScope);
const platforms = new Map<string, KnownModels>();
const services = {
  get audiokit() {
    return platformAt(endpoint()).client;
  },
  get models() {
    return platformAt(endpoint());
  },
  store,
  archive: createPageArchive({ open: archive.open, logger, isEnabled: () => settings.current.archiveRecordings }),
  logger,
  workflowLog: workflows,
  archiveFetch,
  preferences,
  access,
  router,
  askGateway,
  explainer,
  checkHealth,
  statistics,
};
// As long as the page lives; a call that can only be refused for its missing token is not made.
watchModels({
  models: () => services.models,
  mayAsk: () => document.visibilityState === "visible" && navigator.onLine && (!access.isByPage || access.isSignedIn),
});
mount(App, {
  target: document.body,
  props: { services, onfailure: (failure) => logFailure(logger, "page_error", failure) },
});

// For whoever opens the developer tools; nobody waits for it.
void import("./library/expose-for-dev-tools.ts").then(({ exposeForDevTools }) => {
  exposeForDevTools(() => ({
    client: services.audiokit,
    logger,
    workflowLog: workflows,
    store,
    openArchive: archive.open,
    statistics: statistics.read,
    health: healthScope,
  }));
});

/** Where calls go: what the settings say, else the origin of this page. */
function endpoint(): string {
  return settings.current.endpoint || location.origin;
}

function isOwnEndpoint(): boolean {
  return new URL(endpoint()).origin === location.origin;
}

/** One client, and what is known of its models, for each endpoint that was chosen since the page began. */
function platformAt(baseUrl: string): KnownModels {
  const known = platforms.get(baseUrl);
  if (known) return known;
  const isOwn = new URL(baseUrl).origin === location.origin;
  const logged = logCalls(logger, {
    authPresent,
    diagnoseError: (fields) => diagnoseError(fields, isOwn ? explainer.lastProbe : undefined),
  });
  const client = createAudioKitClient({
    baseUrl,
    bridgeUrl: baseUrl + bridgePath,
    interceptors: [observeCalls(logged, counter.observe)],
    ...access.credentials,
  });
  const platform = new KnownModels({ client, logger, memory: modelCache(baseUrl) });
  platforms.set(baseUrl, platform);
  return platform;
}

async function askGateway(): Promise<ConsoleConfig["gateway"]> {
  const { gateway } = await askFacts();
  return gateway === "envoy" ? "envoy" : "direct";
}

/** Asks the server of this page how it is served. */
async function askFacts(): Promise<ConsoleConfig> {
  const response = await fetch(consolePath, { cache: "no-store", signal: AbortSignal.timeout(5000) });
  if (!response.ok) throw new Error(`${consolePath} answered HTTP ${String(response.status)}`);
  const facts = (await response.json()) as ConsoleConfig;
  learn(facts);
  return facts;
}

/** What there is to check where calls go now. */
async function healthScope() {
  // Without an answer the other checks tell what is wrong.
  const facts = isOwnEndpoint() ? await askFacts().catch(() => undefined) : undefined;
  const askOwnProbe = () => requestProbe(lookout.fetch, location.origin);
  const pageToken = access.isByPage ? access.credentials.token : undefined;
  const about = { client: services.audiokit, endpoint: endpoint(), facts, pageToken };
  const checks = platformChecks({ ...about, requestProbe: askOwnProbe, archiveFetch });
  return { endpoint: about.endpoint, checks };
}

/** What happens to the page itself is part of the story that the log tells. */
function logPageEvents(logger: Logger): void {
  addEventListener("error", (event) => logFailure(logger, "page_error", event.error ?? event.message));
  addEventListener("unhandledrejection", (event) => logFailure(logger, "unhandled_rejection", event.reason));
  addEventListener("pageshow", (event) => {
    if (event.persisted) logger.logSystemEvent("page_resumed", "The page came back from the browser's cache");
  });
  document.addEventListener("visibilitychange", () => {
    logger.logSystemEvent("page_visibility", `The page is ${document.visibilityState}`, undefined, "DEBUG");
  });
  for (const type of ["online", "offline"]) {
    addEventListener(type, () => logger.logSystemEvent(`network_${type}`, `The browser says it is ${type}`));
  }
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) => {
    const facts = { directive: effectiveDirective, blocked: blockedURI, source: sourceFile, line: lineNumber };
    logger.logSystemEvent(
      "policy_violation",
      `The content security policy stopped ${effectiveDirective}`,
      facts,
      "WARNING",
    );
  });
}

function logFailure(logger: Logger, type: string, failure: unknown): void {
  const { name, message, stack } = failure instanceof Error ? failure : new Error(String(failure));
  logger.log("ERROR", `system_${type}`, `${name}: ${message}`, {
    service: "System",
    error: { error_type: name, error_message: message },
    ...(stack !== undefined && { data: { stack } }),
  });
}

/** What the settings say, in the terms of the store. */
function storeSettings({ logFiles, logStrictly }: Settings): LogStoreSettings {
  const limits = Object.entries(logFiles).map(([name, { maxMegabytes, backups }]) => {
    return [name, { maxBytes: maxMegabytes * megabyteBytes, backups }];
  });
  return { limits: Object.fromEntries(limits) as LogLimits, durability: logStrictly ? "strict" : "relaxed" };
}

/** Level, content and sizes hold from the next event on; every change is an event itself. */
function followSettings(settings: SettingsStore, logger: Logger, store: LogStore): void {
  let before = settings.current;
  settings.subscribe((now) => {
    const changed = Object.entries(now).filter(([name, value]) => !isSame(before[name as keyof Settings], value));
    before = now;
    if (changed.length === 0) return;
    const names = changed.map(([name]) => name).join(", ");
    logger.setLogContent(now.logContent);
    // An audit event: it is told at every level.
    logger.setLevel("DEBUG");
    logger.logSystemEvent("settings_changed", `Settings changed: ${names}`, Object.fromEntries(changed));
    logger.setLevel(now.logLevel);
    const isAboutFiles = changed.some(([name]) => name === "logFiles" || name === "logStrictly");
    if (isAboutFiles)
      store.configure(storeSettings(now)).catch((failure) => logFailure(logger, "log_settings", failure));
  });
}

/** Settings are read anew after every change, so equal ones are not the same object. */
function isSame(before: unknown, now: unknown): boolean {
  return JSON.stringify(before) === JSON.stringify(now);
}
