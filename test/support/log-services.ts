import { createLiveSecrets, type LiveSecrets } from "../../src/basics/live-secrets.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { callDeferMs, createLogger, type Logger } from "../../src/logging/logger.ts";
import { createJqRunner } from "../../src/jq/jq-runner.ts";
import type { LogStore } from "../../src/store/log-store.ts";
import { openRemoteStore } from "../../src/store/client/remote-store.ts";
import { OpenedBundles } from "../../src/app/bundles/opened-bundles.svelte.ts";
import { MemoryLog } from "../../src/app/page-log/memory-log.svelte.ts";
import { ImportedLogs } from "../../src/app/imported-logs/imported-logs.svelte.ts";
import { createPageCallInputs } from "../../src/app/call-inputs/page-call-inputs.ts";
import { openAccess } from "../../src/app/open-access.ts";
import { Preferences } from "../../src/app/preferences.svelte.ts";
import { Refusals } from "../../src/app/refusals.svelte.ts";
import { createExits } from "../../src/export/exits.ts";
import { copyTextKey } from "../../src/kit/controls/copy-text.ts";
import { Router } from "../../src/app/router/router.svelte.ts";
import { Shipping } from "../../src/app/shipping/shipping.svelte.ts";
import { createRemoteShipping } from "../../src/shipping/remote-shipping.ts";
import { servicesKey, type Services } from "../../src/app/services.ts";
import type { Language } from "../../src/kit/i18n/language.ts";
import { Locale, localeKey } from "../../src/kit/i18n/locale.svelte.ts";
import { testArchive, unstoredSettings } from "./page-fixtures.ts";
import type { ConsoleConfig } from "../../src/wire/console-config.ts";
import { ownServer, tokenServer } from "./servers/token-server.ts";

/** Services for pages about the log: the real store in its worker, settings and router. Must be closed. */
export interface LogServices {
  /** The secrets in use. */
  secrets: LiveSecrets;
  context: Map<symbol, unknown>;
  store: LogStore;
  /** Defers events of calls, as the logger of the page does. */
  logger: Logger;
  router: Router;
  preferences: Preferences;
  /** Current path and query of the page. */
  address(): string;
  close(): Promise<void>;
}

function refuseStorage(): never {
  throw new DOMException("a test keeps nothing", "SecurityError");
}

/**
 * Creates the services over a log of its own.
 *
 * @param address path and query of the page
 * @param events events in the log before the page opens
 * @param server configuration reported by the server, where it differs from an embedded platform
 */
export async function logServices(
  address: string,
  events: Iterable<LogEvent> = [],
  language: Language = "en",
  server: Partial<ConsoleConfig> = {},
  createWorker = () => new Worker(new URL("../../src/log-worker.ts", import.meta.url), { type: "module" }),
): Promise<LogServices> {
  const log = `page-${crypto.randomUUID()}`;
  const store = openRemoteStore(createWorker, { log });
  for (const event of events) store.append(event);
  await store.flush();
  let href = `http://localhost${address}`;
  const goTo = (_: unknown, __: string, url: string | URL): void => void (href = String(url));
  const place = { location: { href }, history: { pushState: goTo, replaceState: goTo } } as unknown as Window;
  const router = new Router(place);
  const settings = unstoredSettings();
  const preferences = new Preferences(settings);
  const secrets = createLiveSecrets();
  const logger = createLogger({ sink: store, scrub: secrets.scrub, deferMs: callDeferMs });
  const archive = testArchive(logger, settings);
  const callInputs = createPageCallInputs({ settings, logger, secrets });
  const { access, learn } = openAccess(preferences, logger, secrets, tokenServer());
  const requestGateway = () => Promise.resolve(learn({ ...ownServer, ...server }));
  const memoryLog = new MemoryLog(store);
  const refusals = new Refusals(logger);
  const exits = createExits(secrets, refusals.add);
  const importedLogs = new ImportedLogs(store, router, logger);
  const shipping = new Shipping({
    preferences,
    secrets,
    version: "0.0.0",
    origin: location.origin,
    sessionId: logger.sessionId,
    onChange: settings.subscribe,
    hasChosenFolder: () => Promise.resolve(false),
    createRemote: (onEvent) =>
      createRemoteShipping({
        createWorker: () => new Worker(new URL("../../src/ship-worker.ts", import.meta.url), { type: "module" }),
        secrets,
        measure: () => Promise.resolve(undefined),
        log,
        ...onEvent,
      }),
  });
  const services = {
    store,
    shipping,
    memoryLog,
    importedLogs,
    bundles: new OpenedBundles(importedLogs, logger, "0.0.0", refuseStorage),
    logger,
    version: "0.0.0",
    scrub: secrets.scrub,
    exits,
    refusals,
    runJq: createJqRunner(
      () => new Worker(new URL("../../src/jq-worker.ts", import.meta.url), { type: "module", name: "jq" }),
    ),
    router,
    preferences,
    archive,
    callInputs,
    access,
    requestGateway,
  } as unknown as Services;
  const context = new Map<symbol, unknown>([
    [servicesKey, services],
    [copyTextKey, exits.copyText],
    [localeKey, new Locale(language, () => preferences.current.timeZone)],
  ]);
  return {
    context,
    secrets,
    store,
    logger,
    router,
    preferences,
    address: () => href.replace("http://localhost", ""),
    async close() {
      await store.close();
      for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name!);
    },
  };
}
