import { mount } from "svelte";
import { version } from "../package.json";
import { OpenedBundles } from "./app/bundles/opened-bundles.svelte.ts";
import { openAlerts } from "./app/alerts/open-alerts.ts";
import { requestProbe } from "./app/request-probe.ts";
import { connectPlatform } from "./app/platforms/connect-platform.ts";
import { EngineLoading } from "./app/engine-loading.svelte.ts";
import { fragmentAddresses, pathAddresses } from "./app/router/address-form.ts";
import { openLaunchFiles, requestLaunchFiles } from "./app/launch/launch-files.ts";
import { takeLaunchedFiles, type LaunchQueue } from "./app/launch/launch-queue.ts";
import { NewVersion } from "./app/offline/new-version.svelte.ts";
import { standsAlone } from "./app/offline/stands-alone.ts";
import { logFailure } from "./app/page-log/log-failure.ts";
import { createLazyDiagnosis } from "./app/explain/lazy-diagnosis.ts";
import { lazyExplainer } from "./app/explain/lazy-explainer.ts";
import { ImportedLogs } from "./app/imported-logs/imported-logs.svelte.ts";
import { createPageCallInputs } from "./app/call-inputs/page-call-inputs.ts";
import { openAccess } from "./app/open-access.ts";
import { MemoryLog } from "./app/page-log/memory-log.svelte.ts";
import { openPageLog } from "./app/page-log/open-page-log.ts";
import { createPageArchive } from "./app/page-archive.ts";
import { PageMicrophone } from "./app/page-microphone.svelte.ts";
import { createPlatforms } from "./app/platforms/platforms.ts";
import { Preferences } from "./app/preferences.svelte.ts";
import { requestConsoleConfig, sharedConfigRequest } from "./app/request-console-config.ts";
import { Refusals } from "./app/refusals.svelte.ts";
import { Router } from "./app/router/router.svelte.ts";
import { RunningCalls } from "./app/running-calls.svelte.ts";
import { Shipping } from "./app/shipping/shipping.svelte.ts";
import type { Services } from "./app/services.ts";
import { storageSamples, watchStorage } from "./app/storage-use.ts";
import { watchModels } from "./app/platforms/watch-models.ts";
import { scrubRefusals } from "./audiokit/platform-archive/scrub-refusals.ts";
import { createLiveSecrets, scrubTexts } from "./basics/live-secrets.ts";
import { idleAfter, whenIdle } from "./basics/when-idle.ts";
import { workerMaker } from "./basics/worker-maker.ts";
import { countCalls } from "./logging/statistics/call-statistics.ts";
import { lazyArchive } from "./local-archive/lazy-archive.ts";
import jqWorkerUrl from "./jq-worker.ts?worker&url";
import { createJqRunner } from "./jq/jq-runner.ts";
import workerUrl from "./log-worker.ts?worker&url";
import shipWorkerUrl from "./ship-worker.ts?worker&url";
import { hasChosenFolder } from "./shipping/folder/has-chosen-folder.ts";
import { createRemoteShipping } from "./shipping/remote-shipping.ts";
import { createExits, loadLeakScan } from "./export/exits.ts";
import { logFetch } from "./logging/log-fetch.ts";
import { loadCallFailure } from "./pages/failures/load-call-failure.ts";
import { openSettings } from "./settings/settings-store.ts";
import { archiveMegabyteBytes } from "./settings/storage-sizes.ts";
import App from "./shell/App.svelte";
import "./kit/theme/tokens.css";
import "./kit/theme/base.css";

// The page program: everything is built here, in the order in which a call flows, and handed on.
const shown = Promise.withResolvers<void>();
idleAfter(shown.promise);
const settings = openSettings();
const preferences = new Preferences(settings);
const secrets = createLiveSecrets();
const log = openPageLog(settings, workerMaker(workerUrl), { version, endpoint: preferences.endpoint }, secrets);
const { logger, store, workflows: workflowLog } = log;
const callInputs = createPageCallInputs({ settings, logger, secrets });
const isAlone = standsAlone(document);
const router = new Router(window, isAlone ? fragmentAddresses(location.href) : pathAddresses);
router.start();

const browser = { origin: location.origin, isOnline: () => navigator.onLine, fetch: fetch.bind(globalThis) };
const { access, authPresent, logGatewayTokens, learn } = openAccess(preferences, logger, secrets, browser.fetch);
const requestConfig = sharedConfigRequest(async () => {
  if (isAlone) throw new Error("no server stands behind this page");
  return learn(await requestConsoleConfig(browser.fetch));
});
const probeGateway = async (signal?: AbortSignal) =>
  scrubTexts(await requestProbe(browser.fetch, browser.origin, signal), secrets.scrub);
const explainer = lazyExplainer({
  events: log.recentEvents,
  // The companion probes the platform behind its own gateway only.
  requestProbe: async (signal) => (preferences.isOwnEndpoint ? probeGateway(signal) : undefined),
  canProbe: () => preferences.isOwnEndpoint,
  checkReachability: async (signal) => {
    const { checkReachability } = await import("./app/explain/check-reachability.ts");
    return checkReachability(preferences.endpoint, browser, signal);
  },
  makeLightCall: (service, options) => {
    const { client } = platform().catalog;
    return service === "ASR" ? client.sttModels(options) : client.ttsModels(options);
  },
  makeTrial: async (...trial) => {
    const { makeTrial } = await import("./app/explain/make-trial.ts");
    return makeTrial(platform().catalog.client, ...trial);
  },
  logGatewayTokens,
  logger,
});

const shipping = new Shipping({
  preferences,
  secrets,
  version,
  origin: browser.origin,
  onChange: settings.subscribe,
  sessionId: logger.sessionId,
  hasChosenFolder,
  createRemote: (onEvent) =>
    createRemoteShipping({
      createWorker: workerMaker(shipWorkerUrl, "shipping"),
      secrets,
      measure: async () => (await import("./app/metrics/report-metrics.ts")).logMetrics(store, true),
      ...onEvent,
    }),
});
// A page that is hidden may be ended without another word.
addEventListener("visibilitychange", () => void (document.visibilityState === "hidden" && shipping.flush()));
const { tracesCall } = shipping;
const counter = countCalls();
const running = new RunningCalls();
const newVersion = new NewVersion();
const diagnosis = createLazyDiagnosis();
const { diagnoseError } = diagnosis;
const connect = (baseUrl: string) =>
  connectPlatform(baseUrl, {
    ...log,
    access,
    authPresent,
    explainer,
    diagnosis,
    counter,
    running,
    secrets,
    callInputs,
    tracesCall,
  });
const platform = createPlatforms({ preferences, logger, connect });
const archiveFetch = logFetch(
  logger,
  diagnosis.explains(scrubRefusals(secrets, browser.fetch)),
  diagnoseError,
  tracesCall,
);
const archive = lazyArchive(() => settings.current.archiveMegabytes * archiveMegabyteBytes);
const healthScope = async () => {
  const { pageHealthScope } = await import("./app/health-scope.ts");
  const { client } = platform().catalog;
  const chosenArchive = preferences.current.platformArchive;
  const requests = { requestConfig, requestProbe: probeGateway, archiveFetch };
  return pageHealthScope({ client, preferences, access, chosenArchive, ...requests });
};

const refusals = new Refusals(logger);
const importedLogs = new ImportedLogs(store, router, logger);
const services: Services = {
  get audiokit() {
    return platform().catalog.client;
  },
  get models() {
    return platform();
  },
  store,
  alerts: openAlerts({ ...browser, store, logger, preferences, scrub: secrets.scrub, requestConfig }),
  shipping,
  memoryLog: new MemoryLog(store),
  importedLogs,
  bundles: new OpenedBundles(importedLogs, logger, version),
  archive: createPageArchive({
    open: archive.open,
    logger,
    isEnabled: () => settings.current.archiveRecordings,
    diagnoseError,
  }),
  callInputs,
  engines: new EngineLoading({
    fetch: browser.fetch,
    hasOwnEngines: () => preferences.isOwnEndpoint && access.serverConfig?.platform === "embedded",
  }),
  microphone: new PageMicrophone(logger),
  logger,
  version,
  scrub: secrets.scrub,
  exits: createExits(secrets, refusals.add),
  refusals,
  runJq: createJqRunner(workerMaker(jqWorkerUrl, "jq")),
  workflowLog,
  archiveFetch,
  preferences,
  access,
  router,
  isAlone,
  newVersion,
  running,
  requestGateway: async () => ((await requestConfig()).gateway === "envoy" ? "envoy" : "direct"),
  explainer,
  checkHealth: async (options) => {
    const [{ createHealthChecker }, { logHealth }] = await Promise.all([
      import("./audiokit/health-checker.ts"),
      import("./logging/log-health.ts"),
    ]);
    return createHealthChecker(healthScope, logHealth(logger))(options);
  },
  statistics: { sinceMs: Date.now(), read: counter.statistics },
};
watchModels({
  models: platform,
  mayCall: () => !isAlone && document.visibilityState === "visible" && navigator.onLine && !access.lacksToken,
});
watchStorage(storageSamples(), {
  open: archive.open,
  estimate: async () => (await navigator.storage?.estimate?.()) ?? {},
});
void requestConfig().then(
  (config) => {
    shipping.learn(config);
    if (!config.servesMetrics) return;
    whenIdle(async () => {
      const { reportMetrics } = await import("./app/metrics/report-metrics.ts");
      await reportMetrics({ log: store, fetch: browser.fetch, locks: navigator.locks });
    });
  },
  // The page says elsewhere that its server does not answer.
  () => undefined,
);
// In a task of its own: a phone answers a touch between the two.
await new Promise((resume) => setTimeout(resume));
mount(App, {
  target: document.body,
  props: { services, onfailure: (failure) => logFailure(logger, "page_error", failure), onshown: shown.resolve },
});
// After the frame, which shows how far the import is.
const openFiles = (readFiles: () => Promise<File[]>) =>
  openLaunchFiles(readFiles, { open: services.bundles.open, onfailure: importedLogs.fail });
void openFiles(() => requestLaunchFiles(browser.fetch, router));
takeLaunchedFiles((globalThis as { launchQueue?: LaunchQueue }).launchQueue, openFiles);

// What neither the first screen nor the first call needs.
whenIdle(async () => {
  // Failures are explained, and files saved, without a network, too.
  await Promise.all([
    diagnosis.load(),
    explainer.load(),
    import("./app/explain/check-reachability.ts"),
    loadCallFailure(),
    loadLeakScan(),
  ]);
  // For whoever opens the developer tools.
  const { exposeForDevTools } = await import("./library/expose-for-dev-tools.ts");
  exposeForDevTools(() => {
    const { catalog } = platform();
    const { statistics } = counter;
    const openArchive = archive.open;
    const parts = { logger, workflowLog, store, statistics, openArchive, diagnoseError, health: healthScope };
    return { ...parts, client: catalog.client, models: catalog };
  });
  // At a port of one run nobody comes back to a copy.
  if (import.meta.env.PROD && access.serverConfig?.opensFiles !== true) {
    const { watchVersion } = await import("./app/offline/watch-version.ts");
    await watchVersion(newVersion, workerUrl, logger);
  }
});
