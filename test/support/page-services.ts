import type { ConnectRouter } from "@connectrpc/connect";
import { createRouterTransport } from "@connectrpc/connect";
import { createModelCatalog } from "../../src/audiokit/calls/model-catalog.ts";
import { clientOver } from "../../src/audiokit/client.ts";
import { logCalls } from "../../src/logging/log-calls.ts";
import { createLiveSecrets } from "../../src/basics/live-secrets.ts";
import { observeCalls } from "../../src/logging/observe-calls.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { logFetch } from "../../src/logging/log-fetch.ts";
import { logModels } from "../../src/logging/log-models.ts";
import { workflowLog } from "../../src/logging/log-workflow.ts";
import { createLogger } from "../../src/logging/logger.ts";
import { EngineLoading } from "../../src/app/engine-loading.svelte.ts";
import { createExplainer } from "../../src/app/explain/explain-failure.ts";
import { makeTrial } from "../../src/app/explain/make-trial.ts";
import { KnownModels } from "../../src/app/platforms/known-models.svelte.ts";
import { PageMicrophone } from "../../src/app/page-microphone.svelte.ts";
import { Preferences } from "../../src/app/preferences.svelte.ts";
import { Refusals } from "../../src/app/refusals.svelte.ts";
import { createExits } from "../../src/export/exits.ts";
import { copyTextKey } from "../../src/kit/controls/copy-text.ts";
import { Router } from "../../src/app/router/router.svelte.ts";
import { servicesKey, type Services } from "../../src/app/services.ts";
import type { Language } from "../../src/kit/i18n/language.ts";
import { Locale, localeKey } from "../../src/kit/i18n/locale.svelte.ts";
import { openAccess } from "../../src/app/open-access.ts";
import { ownServer, tokenServer } from "./servers/token-server.ts";
import { testArchive, unstoredSettings } from "./page-fixtures.ts";

/**
 * Services for pages about audio, over a platform in memory: the real client, logger, router, settings and an archive of its
 * own. There is no log store, because these pages do not use it.
 *
 * @param address path and query of the page
 * @param loadEngines the answer of the page's own server when it is to load its engines; default: it has none
 */
export function pageServices(
  platform: (router: ConnectRouter) => void,
  address: string,
  language: Language = "en",
  loadEngines = (): Promise<Response> => Promise.resolve(Response.json([])),
) {
  const events: LogEvent[] = [];
  const secrets = createLiveSecrets();
  const { scrub } = secrets;
  const logger = createLogger({ sink: { append: (event) => void events.push(event) }, scrub });
  const transport = createRouterTransport(platform, { transport: { interceptors: [observeCalls(logCalls(logger))] } });
  const steps: string[] = [];
  const history = { replaceState: (_: unknown, __: string, url: string | URL) => void steps.push(String(url)) };
  const place = { location: { href: `http://localhost${address}` }, history } as unknown as Window;
  const explainer = createExplainer({
    events: () => events,
    requestProbe: () => Promise.resolve(undefined),
    checkReachability: () => Promise.resolve({ online: true, sameOrigin: true, plainGet: 200 }),
    makeLightCall: (_, options) => clientOver(transport).ttsModels(options),
    makeTrial: (...trial) => makeTrial(clientOver(transport), ...trial),
    logger,
  });
  const router = new Router(place);
  const settings = unstoredSettings();
  const preferences = new Preferences(settings);
  const archive = testArchive(logger, settings);
  const models = new KnownModels(createModelCatalog({ client: clientOver(transport), log: logModels(logger) }));
  const audiokit = models.catalog.client;
  const microphone = new PageMicrophone(logger);
  const refusals = new Refusals(logger);
  const exits = createExits(secrets, refusals.add);
  const { access } = openAccess(preferences, logger, secrets, tokenServer());
  const engineRequests: string[] = [];
  const requestEngines = (url: string, { method }: RequestInit): Promise<Response> => {
    engineRequests.push(`${method ?? "GET"} ${url}`);
    return loadEngines();
  };
  const engines = new EngineLoading({ fetch: requestEngines as typeof fetch, hasOwnEngines: () => true });
  access.serverConfig = ownServer;
  const services = {
    microphone,
    access,
    engines,
    audiokit,
    models,
    logger,
    scrub,
    exits,
    refusals,
    workflowLog: workflowLog(logger),
    archiveFetch: logFetch(logger),
    router,
    explainer,
    preferences,
    archive,
  } as unknown as Services;
  const locale = new Locale(language, () => preferences.current.timeZone);
  const context = new Map<symbol, unknown>([
    [servicesKey, services],
    [copyTextKey, exits.copyText],
    [localeKey, locale],
  ]);
  return { context, events, steps, locale, archive, preferences, models, engineRequests, microphone, secrets };
}
