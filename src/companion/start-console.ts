import { setTimeout as delay } from "node:timers/promises";
import type { LiveSecrets } from "../basics/live-secrets.ts";
import { removeOrphanedTempDirs } from "./temp-dirs/orphaned-temp-dirs.ts";
import { baseUrlOf } from "./http/base-url.ts";
import { readVariable } from "./config/environment.ts";
import { readConfigFile } from "./config/config-file.ts";
import { openConfiguredBackend } from "./backend/configured-backend.ts";
import { openDevPage } from "./dev-page.ts";
import { openEmbeddedBackend } from "./backend/embedded-backend.ts";
import { otlpHeadersVariable, readOtlpHeaders, type OtlpTarget } from "./otlp/otlp-target.ts";
import { startEnvoy } from "./envoy/start-envoy.ts";
import { findEnvoy } from "./envoy/find-envoy.ts";
import { reservePort } from "./http/free-port.ts";
import { isLoopback } from "./http/loopback.ts";
import { openLogDir } from "./log-dir/log-dir.ts";
import { openBuiltPage } from "./page.ts";
import { serve } from "./server/serve.ts";
import type { CompanionSettings } from "./config/command-line.ts";

/** A running console. Must be closed. */
export interface RunningConsole {
  /** URL for browsers. */
  url: string;
  /** Resolves with the reason when a part that the console needs ends by itself. */
  failed: Promise<string>;
  /**
   * Takes no further call and waits for those that run; live ones are told that the server goes. It is then to be closed.
   *
   * @param graceMs longest wait, in milliseconds
   * @returns whether every call had ended by then
   */
  drain(graceMs: number): Promise<boolean>;
  /** Ends what still runs, at once. */
  close(): Promise<void>;
}

/**
 * Starts everything, in an order that fails early: the configuration, the port, Envoy, the page, the platform.
 *
 * @param secrets learns those of the configuration
 * @param print prints one line about work that takes seconds
 * @param signal cancels the start; what was started is closed again
 * @throws Error whose message is for the user at the terminal
 */
export async function startConsole(
  settings: CompanionSettings,
  projectFolder: string,
  secrets: LiveSecrets,
  print: (line: string) => void,
  signal: AbortSignal,
): Promise<RunningConsole> {
  const { host, endpoints, configFile, behindEnvoy } = settings;
  // Chat systems put a secret into the path of a webhook.
  secrets.learn(
    "webhook",
    ...settings.alertWebhooks.map((address) => address.slice(new URL(address).origin.length + 1)),
  );
  const otlp = openOtlpTarget(settings, secrets);
  const config =
    configFile === undefined
      ? undefined
      : await readConfigFile(configFile, process.env, (line) => print(`Warning: ${line}`));
  await using parts = new AsyncDisposableStack();
  const logDir =
    settings.logDir === undefined ? undefined : parts.adopt(await openLogDir(settings.logDir), (it) => it.close());
  // Before the port, which an orphaned Envoy may hold.
  await removeOrphanedTempDirs(print);
  const { port, release } = parts.adopt(await reservePort(host, settings.port), (it) => it.release());
  const url = baseUrlOf(host, port);
  const envoyProgram = settings.envoy && behindEnvoy === undefined ? await findEnvoy(projectFolder, print) : undefined;
  const openPage = settings.dev ? openDevPage : openBuiltPage;
  const page = parts.adopt(await openPage({ projectFolder, endpoints, print, signal }), (it) => it.close());

  const platform = parts.adopt(
    configFile === undefined || config === undefined
      ? await openEmbeddedBackend(settings, projectFolder, print)
      : openConfiguredBackend(configFile, config, settings, secrets, print),
    (it) => it.close(),
  );
  if (envoyProgram === undefined) await release();
  const companion = await serve({
    ...(envoyProgram === undefined ? { host, port } : { host: "127.0.0.1", port: 0 }),
    ...platform.serving,
    consoleConfig: { gateway: settings.envoy ? "envoy" : "direct", ...platform.consoleConfig, endpoints },
    alertWebhooks: settings.alertWebhooks,
    servesMetrics: settings.servesMetrics,
    launchFiles: settings.launchFiles,
    ...(logDir && { logDir }),
    ...(otlp && { otlp }),
    holdsSecret: (text) => secrets.find(text) !== undefined,
    page: page.handle,
    ...(page.upgrade && { upgradePage: page.upgrade }),
    // Through the same port as native clients: Envoy's, if there is one.
    platformUrl: behindEnvoy ?? url,
    // An Envoy elsewhere forwards the `Host` of the browser.
    onlyLocalNames: behindEnvoy === undefined && isLoopback(host),
    isBehindProxy: behindEnvoy !== undefined || envoyProgram !== undefined,
  });
  parts.defer(() => companion.close());

  let drain = companion.drain;
  let failed = new Promise<string>(() => undefined);
  if (envoyProgram !== undefined) {
    const where = { program: envoyProgram, host, port, release, ...platform.envoy(companion.port) };
    const envoy = parts.adopt(await startEnvoy(where, signal), (it) => it.close());
    drain = async () => {
      await companion.drain();
      await envoy.drain();
    };
    failed = envoy.died.then((reason) => `Envoy has stopped: ${reason}`);
  }
  if (behindEnvoy === undefined) await platform.ready(signal);
  signal.throwIfAborted();
  const started = parts.move();
  return {
    url: `${url}/`,
    failed,
    drain: (graceMs) => isOverIn(drain(), graceMs),
    close: () => started.disposeAsync(),
  };
}

async function isOverIn(work: Promise<void>, limitMs: number): Promise<boolean> {
  const over = new AbortController();
  try {
    const tooLong = delay(limitMs, false, { signal: over.signal });
    return await Promise.race([work.then(() => true), tooLong]);
  } finally {
    over.abort();
  }
}

/** The Collector of the command line, with the headers of the environment. @param secrets learns what is secret of both */
function openOtlpTarget({ otlpEndpoint: url }: CompanionSettings, secrets: LiveSecrets): OtlpTarget | undefined {
  if (url === undefined) return undefined;
  const headers = readOtlpHeaders(readVariable(process.env, otlpHeadersVariable) ?? "");
  secrets.learn("header", ...Object.values(headers));
  return { url, headers };
}
